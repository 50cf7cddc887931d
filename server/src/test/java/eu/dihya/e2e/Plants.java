package eu.dihya.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes secrets and personal values of people who do not exist, the same ones for a seed. */
final class Plants {
  private static final String LETTERS = "abcdefghijkmnopqrstuvwxyz";
  private static final String SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789+/=%&";
  private static final String FRENCH = "éèêëàâîïôûçœ";
  private static final String ARABIC = "ابتجحدرسعفقكلمنهوي";
  private static final String AMAZIGH = "ⴰⴱⴳⴷⴹⴻⴼⵀⵃⵅⵉⵍⵎⵏⵔⵙⵜⵣ";

  private final Random random;
  private final List<Plant> all = new ArrayList<>();

  Plants(long seed) {
    random = new Random(seed);
  }

  List<Plant> all() {
    return List.copyOf(all);
  }

  /** One that somebody else has made. */
  String add(String name, String value) {
    all.add(new Plant(name, value));
    return value;
  }

  String password(String name) {
    return add(name, letters(LETTERS, 6) + letters(SIGNS, 8) + letters(LETTERS, 4));
  }

  String token(String name) {
    return add(name, letters(LETTERS + "0123456789", 32));
  }

  String email(String name) {
    return add(name, letters(LETTERS, 7) + "." + letters(LETTERS, 8) + "@example.org");
  }

  String phone(String name) {
    return add(name, "+336" + letters("0123456789", 8));
  }

  /** A number of digits alone, as a number literal has them. */
  String number(String name) {
    return add(name, "7" + letters("0123456789", 9));
  }

  String french(String name) {
    return add(name, "É" + name(LETTERS + FRENCH + FRENCH) + " L’" + name(LETTERS + FRENCH));
  }

  String arabic(String name) {
    return add(name, name(ARABIC) + " " + name(ARABIC));
  }

  String amazigh(String name) {
    return add(name, name(AMAZIGH) + " " + name(AMAZIGH));
  }

  private String name(String alphabet) {
    return letters(alphabet, 7);
  }

  private String letters(String alphabet, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
