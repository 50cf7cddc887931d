package eu.dihya.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MySqlLibrariesTest {
  @Test
  void aMissingLibraryIsSaidWithItsPackage() {
    assertThat(MySqlLibraries.explained(output("libaio.so.1")))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .contains("libaio.so.1 is missing")
                    .contains("apt-get install libaio1")
                    .contains("libaio1t64"));
    assertThat(MySqlLibraries.explained(output("libnuma.so.1")).orElseThrow())
        .contains("apt-get install libnuma1");
    assertThat(MySqlLibraries.explained(output("libother.so.7")).orElseThrow())
        .contains("libother.so.7 is missing");
    assertThat(MySqlLibraries.explained("mysqld ended with 1: something else")).isEmpty();
  }

  private static String output(String library) {
    return "mysqld ended with 127: bin/mysqld: error while loading shared libraries: "
        + library
        + ": cannot open shared object file: No such file or directory";
  }
}
