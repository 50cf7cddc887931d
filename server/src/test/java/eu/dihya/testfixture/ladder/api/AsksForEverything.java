package eu.dihya.testfixture.ladder.api;

import eu.dihya.base.TenantScope;

final class AsksForEverything {
  final TenantScope scope = TenantScope.everything();
}
