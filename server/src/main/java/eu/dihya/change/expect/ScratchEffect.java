package eu.dihya.change.expect;

/** What is to be done with a statement on a scratch database that has no rows. */
sealed interface ScratchEffect {
  /** It changes the schema, and nothing outside of the scratch: it is run. */
  record Run() implements ScratchEffect {}

  /** It leaves every schema as it is. */
  record Skip() implements ScratchEffect {}

  /** It must not be run there, or what it does depends on rows: nothing can be expected of it. */
  record Unknown(String because) implements ScratchEffect {}
}
