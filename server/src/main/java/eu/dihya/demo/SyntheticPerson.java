package eu.dihya.demo;

import java.time.LocalDate;

/**
 * Nobody: a name drawn from lists, an address under a domain reserved for examples, a number from a
 * range that the French regulator keeps for fiction.
 */
record SyntheticPerson(
    String givenName,
    String familyName,
    String email,
    String phone,
    LocalDate birthDate,
    SyntheticAddress address) {

  String fullName() {
    return givenName + " " + familyName;
  }
}
