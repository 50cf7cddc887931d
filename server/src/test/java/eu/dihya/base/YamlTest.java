package eu.dihya.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlTest {
  private final Problems problems = new Problems();

  @Test
  void scalarsStayAsTheyAreWritten() {
    YamlObject object = object("a: 007\nb: true\nc: 1.10\nd: 2026-11-20\ne: 'x: y'\n");
    assertThat(List.of("a", "b", "c", "d", "e"))
        .map(key -> object.text(key).orElseThrow())
        .containsExactly("007", "true", "1.10", "2026-11-20", "x: y");
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void anEmptyTextIsAnEmptyMapping() {
    assertThat(Yaml.parse("# nothing\n", "f", problems))
        .hasValueSatisfying(node -> assertThat(node.kind()).isEqualTo("a mapping"));
  }

  @Test
  void badYamlIsAProblemWithItsPlace() {
    assertThat(Yaml.parse("a: [1\nb: 2\n", "f.yaml", problems)).isEmpty();
    assertThat(Yaml.parse("a: 1\n---\nb: 2\n", "g.yaml", problems)).isEmpty();
    assertThat(problems.list())
        .extracting(problem -> problem.position().line())
        .containsExactly(2, 2);
  }

  @Test
  void aKeyThatStandsTwiceIsAProblem() {
    object("a: 1\nb: 2\na: 3\n");
    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactly("f:3:1: the key 'a' stands already in line 1");
  }

  @Test
  void aliasesAreFollowedAndNestingWithoutEndIsRefused() {
    assertThat(object("a: &x 1\nb: *x\n").text("b")).contains("1");
    assertThat(Yaml.parse("a: &x [*x]\n", "f", problems)).isEmpty();
    assertThat(Yaml.parse("[".repeat(100) + "]".repeat(100), "f", problems)).isEmpty();
    StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      laughs.append("a%d: &a%d [%s]%n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
    }
    assertThat(Yaml.parse(laughs.toString(), "f", problems)).isEmpty();
    assertThat(problems.list()).hasSize(3);
  }

  @Test
  void aFileThatCannotBeReadIsAProblem(@TempDir Path temp) throws Exception {
    assertThat(Yaml.read(temp.resolve("none.yaml"), "none.yaml", problems)).isEmpty();
    Path latin = Files.write(temp.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});
    assertThat(Yaml.read(latin, "latin.yaml", problems)).isEmpty();
    assertThat(problems.list())
        .extracting(Problem::message)
        .element(1)
        .isEqualTo("is not valid UTF-8");
  }

  private YamlObject object(String text) {
    YamlNode node = Yaml.parse(text, "f", problems).orElseThrow();
    return YamlObject.of(node, List.of("a", "b", "c", "d", "e"), problems);
  }
}
