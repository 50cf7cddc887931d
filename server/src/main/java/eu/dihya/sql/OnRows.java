package eu.dihya.sql;

/** What a statement means for the rows that are there when it runs. */
public sealed interface OnRows permits RowDemand, RowChange {}
