package eu.dihya.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections that are made only as long as the store is this server's. */
final class OwnConnections extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  private final transient OneServer owner;
  private final long epoch;

  OwnConnections(OneServer owner, long epoch) {
    this.owner = owner;
    this.epoch = epoch;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    Connection connection = super.getConnection(user, password);
    try {
      owner.join(connection, epoch);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
