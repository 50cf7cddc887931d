package eu.dihya.app;

/**
 * How a server is started.
 *
 * @param insecure whether it may listen on an address that is not of the loopback
 * @param inProcess whether it serves the one command of its own process: any free loopback port, no
 *     server file
 */
public record ServeOptions(boolean insecure, boolean inProcess) {}
