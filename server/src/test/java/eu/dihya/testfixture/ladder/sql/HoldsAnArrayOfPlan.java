package eu.dihya.testfixture.ladder.sql;

import eu.dihya.testfixture.ladder.plan.OpensConnection;
import java.util.List;

final class HoldsAnArrayOfPlan {
  List<OpensConnection[]> plans = List.of();
}
