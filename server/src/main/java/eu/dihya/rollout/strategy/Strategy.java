package eu.dihya.rollout.strategy;

/** A way of carrying a plan out. Pure: the same view gives the same decision. */
public interface Strategy {
  Decision decide(View view);
}
