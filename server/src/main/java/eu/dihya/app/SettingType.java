package eu.dihya.app;

import eu.dihya.base.AddressRange;
import eu.dihya.base.Durations;
import eu.dihya.base.Suggestions;
import eu.dihya.plan.RequiredApprovals;
import eu.dihya.security.Role;
import eu.dihya.tenants.SecretRefs;
import eu.dihya.tenants.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What values a setting may have. */
sealed interface SettingType {
  /** Why a value cannot be taken; empty when it can. */
  Optional<String> objection(String value);

  /** A directory or another text that is not empty. */
  record Text() implements SettingType {
    @Override
    public Optional<String> objection(String value) {
      return value.isBlank() ? Optional.of("must not be empty") : Optional.empty();
    }
  }

  /** A text, or nothing. */
  record OptionalText() implements SettingType {
    @Override
    public Optional<String> objection(String value) {
      return Optional.empty();
    }
  }

  /**
   * A list, in a variable with commas between the items; may be empty.
   *
   * @param each why an item cannot be taken; empty when it can
   */
  record Items(Function<String, Optional<String>> each) implements SettingType {
    static final Function<String, Optional<String>> ANY = item -> Optional.empty();

    static List<String> of(String value) {
      return Arrays.stream(value.split(",", -1))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .toList();
    }

    @Override
    public Optional<String> objection(String value) {
      return of(value).stream().flatMap(item -> each.apply(item).stream()).findFirst();
    }
  }

  /**
   * A mapping from names that others give to lists that are not empty.
   *
   * @param each why an item cannot be taken; empty when it can
   */
  record ItemsPerName(Function<String, Optional<String>> each) implements SettingType {
    @Override
    public Optional<String> objection(String value) {
      return Items.of(value).isEmpty()
          ? Optional.of("names nothing")
          : new Items(each).objection(value);
    }
  }

  /** Where a secret is found, or nothing; never the secret. */
  record Secret() implements SettingType {
    @Override
    public Optional<String> objection(String value) {
      return value.isEmpty() || SecretRefs.parse(value).isPresent()
          ? Optional.empty()
          : Optional.of("expected env:NAME or file:PATH, and not the secret itself");
    }
  }

  /** A mapping from names that others give to roles. There is none for what it does not name. */
  record RolePerName() implements SettingType {
    static final List<String> ROLES =
        Role.ofPeople().stream()
            .map(Role::code)
            .filter(role -> !role.equals("tenant-admin"))
            .toList();

    @Override
    public Optional<String> objection(String value) {
      if (value.equals("tenant-admin")) {
        return Optional.of(
            "no group can give this role, because nothing says whose tenants; make a local"
                + " account");
      }
      return new Words(ROLES, false).objection(value);
    }
  }

  /** A mapping from roles that approve plans to numbers. None is asked that it does not name. */
  record CountPerRole(Count count) implements SettingType {
    @Override
    public Optional<String> objection(String value) {
      return count.objection(value);
    }

    /** Why a role cannot be named; empty when it can. */
    static Optional<String> unknown(String role) {
      List<String> known = RequiredApprovals.codes();
      return known.contains(role)
          ? Optional.empty()
          : Optional.of(
              "'"
                  + role
                  + "' approves no plans"
                  + Suggestions.hint(role, known)
                  + "; these roles do: "
                  + String.join(", ", known));
    }
  }

  /** The address of the control store. */
  record Store() implements SettingType {
    @Override
    public Optional<String> objection(String value) {
      if (!value.startsWith("sqlite:") && !value.startsWith("postgresql:")) {
        return Optional.of("expected sqlite:PATH or postgresql://host:port/database");
      }
      try {
        Target.parse(value, Optional.empty(), Path.of(""));
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.of("the address " + e.getMessage());
      }
    }
  }

  /** A whole number between two others. */
  record Count(int least, int most) implements SettingType {
    @Override
    public Optional<String> objection(String value) {
      boolean fits =
          value.matches("\\d{1,9}")
              && Integer.parseInt(value) >= least
              && Integer.parseInt(value) <= most;
      return fits
          ? Optional.empty()
          : Optional.of("expected a whole number from " + least + " to " + most);
    }
  }

  /** One of some words. With {@code perName}, also a mapping from names to those words. */
  record Words(List<String> words, boolean perName) implements SettingType {
    public Words {
      words = List.copyOf(words);
    }

    @Override
    public Optional<String> objection(String value) {
      return words.contains(value)
          ? Optional.empty()
          : Optional.of(
              "expected one of " + String.join(", ", words) + Suggestions.hint(value, words));
    }
  }

  /** A length of time. */
  record Span() implements SettingType {
    @Override
    public Optional<String> objection(String value) {
      try {
        return Durations.parse(value).isZero()
            ? Optional.of("must be longer than nothing")
            : Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.ofNullable(e.getMessage());
      }
    }
  }

  /** The path of a file, or nothing. */
  record OptionalFile() implements SettingType {
    @Override
    public Optional<String> objection(String value) {
      return Optional.empty();
    }
  }

  /** Addresses and blocks of addresses with commas between them, or nothing. */
  record Networks() implements SettingType {
    @Override
    public Optional<String> objection(String value) {
      try {
        return parse(value).stream().anyMatch(range -> range.prefix() == 0)
            ? Optional.of("would take the word of everybody; name your proxies")
            : Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.of(
            "expected addresses such as 10.0.0.7 or 10.0.0.0/8, with commas between");
      }
    }

    static List<AddressRange> parse(String value) {
      return Arrays.stream(value.split(","))
          .map(String::strip)
          .filter(each -> !each.isEmpty())
          .map(AddressRange::parse)
          .toList();
    }
  }

  /** An address of a web service, or nothing. */
  record OptionalUrl() implements SettingType {
    @Override
    public Optional<String> objection(String value) {
      if (value.isEmpty()) {
        return Optional.empty();
      }
      try {
        URI uri = new URI(value);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return web && uri.getHost() != null && uri.getUserInfo() == null
            ? Optional.empty()
            : Optional.of("expected http://host:port, without user and password");
      } catch (URISyntaxException e) {
        return Optional.of("is no address; expected http://host:port");
      }
    }
  }
}
