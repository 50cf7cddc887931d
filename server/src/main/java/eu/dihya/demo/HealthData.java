package eu.dihya.demo;

import eu.dihya.demo.DemoData.Draw;
import java.time.LocalDate;
import java.util.List;

/** Patients, their consultations and what they consented to. */
final class HealthData {
  private static final int PATIENTS = 50;
  private static final int CONSULTATIONS = 60;
  private static final List<String> REASONS = List.of("GENERAL", "VACCINE", "FOLLOWUP", "CHILD");
  private static final List<String> NOTES =
      List.of(
          "Contrôle annuel, rien à signaler",
          "Rappel de vaccin fait",
          "À revoir dans six semaines",
          "مراجعة عادية");

  private HealthData() {}

  static List<String> statements(Draw draw) {
    return List.of(patients(draw), consultations(draw), consents(draw));
  }

  private static String patients(Draw draw) {
    Inserts patients =
        draw.into(
            "patients",
            "id",
            "record_number",
            "given_name",
            "family_name",
            "birth_date",
            "email",
            "phone");
    long id = 0;
    for (SyntheticPerson person : draw.people().draw("p", PATIENTS, 1, 90)) {
      id++;
      patients.row(
          id,
          "DOS-%05d".formatted(id),
          person.givenName(),
          person.familyName(),
          person.birthDate(),
          person.email(),
          person.phone());
    }
    return patients.statement();
  }

  private static String consultations(Draw draw) {
    Inserts consultations =
        draw.into(
            "consultations",
            "id",
            "patient_id",
            "practitioner_id",
            "held_on",
            "notes",
            "reason_code");
    for (long id = 1; id <= CONSULTATIONS; id++) {
      long patient = 1L + draw.random().nextInt(PATIENTS);
      consultations.row(id, patient, draw.staff(), draw.day(), draw.one(NOTES), draw.one(REASONS));
    }
    return consultations.statement();
  }

  private static String consents(Draw draw) {
    Inserts consents =
        draw.into("consents", "id", "patient_id", "purpose", "granted_on", "withdrawn_on");
    for (long id = 1; id <= PATIENTS; id++) {
      LocalDate granted = draw.day();
      consents.row(id, id, "reminders", granted, id % 9 == 0 ? granted.plusDays(20) : null);
    }
    return consents.statement();
  }
}
