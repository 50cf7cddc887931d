package eu.dihya.testfixture.ladder.app;

import eu.dihya.base.TenantScope;

final class LooksAfterEverything {
  final TenantScope scope = TenantScope.everything();
}
