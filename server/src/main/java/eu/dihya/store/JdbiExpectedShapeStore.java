package eu.dihya.store;

import eu.dihya.base.Json;
import eu.dihya.change.expect.ExpectedHashes;
import eu.dihya.change.expect.ExpectedShapeStore;
import eu.dihya.change.expect.ExpectedShapes;
import eu.dihya.change.expect.StepKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * Expected shapes as a table: the hashes, which each tenant asks for, apart from the schemas, which
 * are packed and seldom read. The newest are kept.
 */
public final class JdbiExpectedShapeStore implements ExpectedShapeStore {
  private static final int KEPT = 2_000;

  private final ControlStore store;

  public JdbiExpectedShapeStore(ControlStore store) {
    this.store = store;
  }

  @Override
  public Optional<ExpectedHashes> hashes(StepKey key) {
    return store.call(
        handle ->
            handle
                .createQuery("SELECT source, hashes FROM expected_shape WHERE step = :step")
                .bind("step", key.digest())
                .map(
                    (row, context) ->
                        new ExpectedHashes(
                            ExpectedShapes.Source.valueOf(row.getString("source")),
                            Arrays.asList(Json.read(row.getString("hashes"), String[].class))))
                .findOne());
  }

  @Override
  public Optional<ExpectedShapes> shapes(StepKey key) {
    return store.call(
        handle ->
            handle
                .createQuery("SELECT source, shapes FROM expected_shape WHERE step = :step")
                .bind("step", key.digest())
                .map(
                    (row, context) ->
                        PackedShapes.unpacked(
                            ExpectedShapes.Source.valueOf(row.getString("source")),
                            row.getString("shapes")))
                .findOne());
  }

  @Override
  public void save(StepKey key, ExpectedShapes shapes) {
    String packed = PackedShapes.packed(shapes);
    store.run(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO expected_shape (step, number, source, hashes, shapes)
                  SELECT :step, coalesce(max(number), 0) + 1, :source, :hashes, :shapes
                  FROM expected_shape WHERE 1 = 1
                  ON CONFLICT (step) DO NOTHING
                  """)
              .bind("step", key.digest())
              .bind("source", shapes.source().name())
              .bind("hashes", Json.write(shapes.hashes().after()))
              .bind("shapes", packed)
              .execute();
          handle.execute(
              "DELETE FROM expected_shape WHERE number <= (SELECT max(number) FROM expected_shape)"
                  + " - ?",
              KEPT);
        });
  }
}
