package eu.dihya.tenants;

import eu.dihya.base.SourcePosition;

/**
 * A tenant as a registry file has it.
 *
 * @param stateGiven whether the file says its state; else the one it has in the registry stays
 */
public record RegistryEntry(Tenant tenant, boolean stateGiven, SourcePosition position) {}
