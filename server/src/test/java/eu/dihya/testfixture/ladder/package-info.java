/**
 * A house that breaks each rule of the ladder once; {@code LadderTest} shows that the rules notice.
 */
package eu.dihya.testfixture.ladder;
