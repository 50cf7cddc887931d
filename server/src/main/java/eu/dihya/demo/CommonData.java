package eu.dihya.demo;

import eu.dihya.demo.DemoData.Draw;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Users with addresses and preferences, and a few changes of e-mail that the audit trail saw. */
final class CommonData {
  private CommonData() {}

  static List<String> statements(Draw draw) {
    Inserts users =
        draw.into("users", "id", "email", "full_name", "created_at", "phone", "deactivated_at");
    Inserts addresses =
        draw.into("addresses", "id", "user_id", "street", "postal_code", "city", "country");
    Inserts preferences = draw.into("preferences", "user_id", "name", "value");
    long id = 0;
    for (SyntheticPerson person : draw.people().draw("u", Draw.USERS, 20, 64)) {
      id++;
      LocalDate joined = draw.day();
      Object left = id % 13 == 0 ? joined.plusDays(5).atTime(17, 0) : null;
      users.row(id, person.email(), person.fullName(), joined.atTime(9, 30), person.phone(), left);
      SyntheticAddress address = person.address();
      addresses.row(
          id, id, address.street(), address.postalCode(), address.city(), address.country());
      preferences.row(id, "locale", draw.one(List.of("fr", "ar", "tzm")));
      if (id % 3 == 0) {
        preferences.row(id, "contact", draw.one(List.of("email", "sms", "post")));
      }
    }
    List<String> statements =
        new ArrayList<>(List.of(users.statement(), addresses.statement(), preferences.statement()));
    for (long changed = 5; changed <= Draw.USERS; changed += 7) {
      statements.add(
          "UPDATE users SET email = 'moved.u%d@example.org' WHERE id = %d"
              .formatted(changed, changed));
    }
    return statements;
  }
}
