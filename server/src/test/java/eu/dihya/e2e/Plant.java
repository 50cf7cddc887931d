package eu.dihya.e2e;

/**
 * A secret or a personal value that must not be found anywhere but where it was put.
 *
 * @param name what it is, for the message of the test that finds it
 */
record Plant(String name, String value) {}
