package eu.dihya.change.apply;

class MariaDbDoubtIT extends DoubtContract {
  @Override
  protected Ground newGround() {
    return Ground.mariadb();
  }

  @Override
  protected String statement() {
    return "ALTER TABLE people ADD COLUMN phone varchar(20)";
  }
}
