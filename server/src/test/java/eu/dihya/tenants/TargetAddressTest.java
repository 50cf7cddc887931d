package eu.dihya.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.Engine;
import eu.dihya.base.Json;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetAddressTest {
  private static final Path WORKSPACE = Path.of("/w");

  private static TargetAddress parse(String text) {
    return TargetAddress.parse(text, WORKSPACE);
  }

  @Test
  void whatIsKnownIsReadInAnyOrder() {
    TargetAddress address =
        parse("postgresql://db1/x?tlsCa=keys/ca.pem&schema=a%20b&tls=verify-full");
    assertThat(address.port()).isEqualTo(5432);
    assertThat(address.parameters().schema()).contains("a b");
    assertThat(address.parameters().tls())
        .contains(new Tls(Tls.Mode.VERIFY_FULL, Optional.of("/w/keys/ca.pem")));
    assertThat(parse("mysql://db1/x?tls=disable").parameters().tls())
        .contains(new Tls(Tls.Mode.DISABLE, Optional.empty()));
    assertThat(parse("mariadb://db1/x").parameters()).isEqualTo(TargetParameters.NONE);
    assertThat(parse("mariadb://db1/x").engine()).isEqualTo(Engine.MARIADB);
  }

  @Test
  void whatIsSaidAboutEncryptionIsKeptAndOlderRecordsHaveNothingOfIt() {
    Target target =
        new Target(Engine.MYSQL, "db", 1, "x", Optional.empty(), Optional.empty(), false);
    assertThat(Json.read(Json.write(target), Target.class)).isEqualTo(target);
    assertThat(Json.write(target)).doesNotContain("encryption", "tls");
    assertThat(target.tls()).isEqualTo(Tls.PREFERRED);
    Tls strict = new Tls(Tls.Mode.VERIFY_FULL, Optional.of("/w/ca.pem"));
    Target strictly =
        new Target(
            Engine.MYSQL,
            "db",
            1,
            "x",
            Optional.of("s"),
            Optional.empty(),
            false,
            Optional.of(strict));
    assertThat(Json.read(Json.write(strictly), Target.class)).isEqualTo(strictly);
    assertThat(strictly.shownAddress()).isEqualTo("mysql://db:1/x?schema=s&tls=verify-full");
    assertThat(strictly.withoutSchema().shownAddress()).endsWith("/x?tls=verify-full");
    assertThat(strictly.address()).doesNotContain("tls");
    assertThat(target.shownAddress()).isEqualTo(target.address());
    assertThat(strictly.inDatabase("scratch").tls()).isEqualTo(strict);
    assertThat(strictly.withoutSchema().tls()).isEqualTo(strict);
    assertThat(strictly.withoutSchema().schema()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '"',
      value = {
        "postgresql://db/x?sslmode=disable § unknown parameter 'sslmode'; schema, tls, tlsCa",
        "postgresql://db/x?shema=a § 'shema' (did you mean 'schema'?)",
        "postgresql://db/x?TLS=require § 'TLS'",
        "postgresql://db/x?options=-c%20role=root § unknown parameter 'options'",
        "postgresql://db/x?socketFactory=a.b.C&socketFactoryArg=/etc/passwd § 'socketFactory'",
        "postgresql://db/x?loggerFile=/tmp/x § 'loggerFile'",
        "mysql://db/x?allowLoadLocalInfile=true § 'allowLoadLocalInfile'; known for mysql: tls,"
            + " tlsCa",
        "mysql://db/x?autoDeserialize=true § 'autoDeserialize'",
        "mysql://db/x?schema=a § which only postgresql has",
        "postgresql://db/x?hunter2=1 § an unknown parameter after",
        "postgresql://db/x?schema § without a value",
        "postgresql://db/x? § unknown parameter",
        "postgresql://db/x?schema=a&schema=b § twice",
        "postgresql://db/x?schema=a&tls=require&tls=disable § twice",
        "postgresql://db/x?tls=requir § did you mean 'require'?;"
            + " disable|prefer|require|verify-full",
        "postgresql://db/x?tls=verify-ca § tls=",
        "postgresql://db/x?tlsCa=ca.pem § needs tls=",
        "postgresql://db/x?tls=require&tlsCa=ca.pem § for tls=verify-full",
        "postgresql://db/x?tls=verify-full&tlsCa=../ca.pem § outside of the workspace",
        "postgresql://db/x?tls=verify-full&tlsCa=/etc/ssl/ca.pem § outside of the workspace",
        "postgresql://db/x?tls=verify-full&tlsCa=a%00b § control character",
        "postgresql://db/x%00options%00-crole=root § control character",
        "postgresql://db/x?schema=a%0D%0Ab § control character",
        "postgresql://db/x%zz § no escape",
        "sqlite://x § names no file",
        "sqlite::memory: § names no file",
      })
  void everythingElseIsRefused(String text, String words) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words.split("; ", -1))
        .hasMessageNotContaining("hunter2")
        .hasMessageNotContaining("passwd");
  }
}
