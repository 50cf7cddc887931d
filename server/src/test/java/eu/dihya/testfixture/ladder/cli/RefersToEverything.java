package eu.dihya.testfixture.ladder.cli;

import eu.dihya.base.TenantScope;
import java.util.function.Supplier;

final class RefersToEverything {
  final Supplier<TenantScope> scope = TenantScope::everything;
}
