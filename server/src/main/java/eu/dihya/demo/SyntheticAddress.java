package eu.dihya.demo;

/** A street that does not exist in a town that does. */
record SyntheticAddress(String street, String postalCode, String city, String country) {}
