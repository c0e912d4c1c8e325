/**
 * Which releases of the AWS provider the workspaces take.
 *
 * The bindings are of an older one, which takes the same arguments; the floor is the first release known to have every
 * fix that a deployment rests on: no endless difference in bucket encryption, conformance packs that are waited for,
 * deliveries made side by side, names of centralized log groups.
 */
export const providerRelease = "~> 6.66";
