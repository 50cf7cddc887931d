package eu.dihya.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections that are made only as long as the store is this server's. */
final class OwnConnections extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  private final transient OneServer owner;
  private final long epoch;
  private transient volatile @Nullable TakenOver lost;

  OwnConnections(OneServer owner, long epoch) {
    this.owner = owner;
    this.epoch = epoch;
  }

  /** Why no connection will ever be made again; empty as long as one may. */
  Optional<RuntimeException> lost() {
    return Optional.ofNullable(lost).map(IllegalStateException::new);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    Connection connection = super.getConnection(user, password);
    try {
      owner.join(connection, epoch);
      return connection;
    } catch (TakenOver e) {
      lost = e;
      connection.close();
      throw e;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
