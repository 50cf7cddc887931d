package eu.dihya.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Draws people with French, Arabic and Amazigh names; the same seed always gives the same people.
 */
final class SyntheticPeople {
  /** A name as it is written, and in the letters that an e-mail address has. */
  private record Name(String written, String ascii) {}

  private record Origin(List<Name> given, List<Name> family, List<SyntheticAddress> places) {}

  private static final List<Origin> ORIGINS =
      List.of(
          new Origin(
              names(
                  "Camille camille,Léa lea,Hugo hugo,Élodie elodie,Mathis mathis,Noémie noemie,Théo"
                      + " theo,Inès ines"),
              names(
                  "Lefèvre lefevre,Moreau moreau,Garnier garnier,D'Aubigny daubigny,Béranger"
                      + " beranger,Roussel roussel"),
              List.of(
                  new SyntheticAddress("rue des Exemples", "69003", "Lyon", "FR"),
                  new SyntheticAddress("avenue de l'Essai", "13002", "Marseille", "FR"),
                  new SyntheticAddress("impasse du Modèle", "75020", "Paris", "FR"))),
          new Origin(
              names(
                  "أمينة amina,يوسف youssef,ليلى layla,كريم karim,سلمى salma,إدريس idris,نادية"
                      + " nadia,طارق tariq"),
              names(
                  "بنعلي benali,العلوي alaoui,الفاسي elfassi,بوعزيز bouaziz,المنصوري mansouri,حداد"
                      + " haddad"),
              List.of(
                  new SyntheticAddress("شارع المثال", "20250", "الدار البيضاء", "MA"),
                  new SyntheticAddress("زنقة التجربة", "10020", "الرباط", "MA"),
                  new SyntheticAddress("نهج النموذج", "16000", "الجزائر", "DZ"))),
          new Origin(
              names(
                  "ⵜⵉⵍⵍⵉ tilli,ⴰⵢⵓⵔ ayur,ⵜⵉⵣⵉⵔⵉ tiziri,ⵉⴷⵉⵔ idir,ⵎⴰⵙⵉⵏ masin,ⵜⴰⵏⵉⵍⴰ tanila,ⵓⵙⵎⴰⵏ"
                      + " usman,ⵏⵓⵎⵉⴷⵢⴰ numidya"),
              names(
                  "ⴰⵢⵜ ⵓⵄⵍⵉ aytuali,ⴰⵎⵖⴰⵔ amghar,ⵓⵎⵓⵙⴰ umusa,ⴰⵣⵏⴰⴳ aznag,ⴰⴽⵙⵉⵍ aksil,ⵓⵃⵎⴰⴷ uhmad"),
              List.of(
                  new SyntheticAddress("ⴰⵖⴰⵔⴰⵙ ⵏ ⵓⵎⴷⵢⴰ", "85000", "ⵜⵉⵣⵏⵉⵜ", "MA"),
                  new SyntheticAddress("ⴰⵙⵓⴽ ⵏ ⵜⵉⵔⵎⵜ", "80000", "ⴰⴳⴰⴷⵉⵔ", "MA"),
                  new SyntheticAddress("ⴰⵖⴰⵔⴰⵙ ⵏ ⵓⵔⵎ", "06000", "ⴱⴳⴰⵢⵜ", "DZ"))));

  private final Random random;

  SyntheticPeople(Random random) {
    this.random = random;
  }

  /** People whose e-mail addresses are all different; the group is part of each address. */
  List<SyntheticPerson> draw(String group, int count, int youngest, int oldest) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> person(group + n, youngest, oldest))
        .toList();
  }

  private SyntheticPerson person(String tag, int youngest, int oldest) {
    Origin origin = one(ORIGINS);
    Name given = one(origin.given());
    Name family = one(origin.family());
    SyntheticAddress place = one(origin.places());
    int year = 2026 - youngest - random.nextInt(oldest - youngest + 1);
    return new SyntheticPerson(
        given.written(),
        family.written(),
        given.ascii() + "." + family.ascii() + "." + tag + "@example.org",
        "+33 6 39 98 %02d %02d".formatted(random.nextInt(100), random.nextInt(100)),
        LocalDate.ofYearDay(year, 1 + random.nextInt(365)),
        new SyntheticAddress(
            (1 + random.nextInt(90)) + " " + place.street(),
            place.postalCode(),
            place.city(),
            place.country()));
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static List<Name> names(String list) {
    return List.of(list.split(",")).stream()
        .map(
            name ->
                new Name(
                    name.substring(0, name.lastIndexOf(' ')),
                    name.substring(name.lastIndexOf(' ') + 1)))
        .toList();
  }
}
