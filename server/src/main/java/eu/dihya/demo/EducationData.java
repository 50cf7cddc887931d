package eu.dihya.demo;

import eu.dihya.demo.DemoData.Draw;
import java.math.BigDecimal;
import java.util.List;

/** Classes, their pupils and grades. */
final class EducationData {
  private static final List<String> CLASSES =
      List.of("6e A", "6e B", "5e A", "5e B", "4e A", "3e A");
  private static final List<String> SUBJECTS =
      List.of("Mathématiques", "Français", "العربية", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "Histoire");
  private static final int PUPILS = 60;
  private static final int GRADES = 60;

  private EducationData() {}

  static List<String> statements(Draw draw) {
    return List.of(classes(draw), pupils(draw), grades(draw));
  }

  private static String classes(Draw draw) {
    Inserts classes = draw.into("classes", "id", "name", "school_year", "teacher_id");
    for (int i = 0; i < CLASSES.size(); i++) {
      classes.row(i + 1, CLASSES.get(i), 2026, draw.staff());
    }
    return classes.statement();
  }

  private static String pupils(Draw draw) {
    Inserts pupils =
        draw.into(
            "pupils",
            "id",
            "class_id",
            "given_name",
            "family_name",
            "birth_date",
            "guardian_email",
            "guardian_phone");
    long id = 0;
    for (SyntheticPerson person : draw.people().draw("e", PUPILS, 11, 16)) {
      id++;
      pupils.row(
          id,
          1 + draw.random().nextInt(CLASSES.size()),
          person.givenName(),
          person.familyName(),
          person.birthDate(),
          person.email(),
          person.phone());
    }
    return pupils.statement();
  }

  private static String grades(Draw draw) {
    Inserts grades = draw.into("grades", "id", "pupil_id", "subject", "grade", "given_on");
    for (long id = 1; id <= GRADES; id++) {
      BigDecimal grade = BigDecimal.valueOf(500 + 25L * draw.random().nextInt(61), 2);
      grades.row(id, 1 + draw.random().nextInt(PUPILS), draw.one(SUBJECTS), grade, draw.day());
    }
    return grades.statement();
  }
}
