package eu.dihya.testfixture.ladder.drift;

import eu.dihya.testfixture.ladder.change.apply.mysql.Lock;

final class MakesEngineFile {
  final Lock lock = new Lock("tenant");
}
