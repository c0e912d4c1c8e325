import type { Link } from "./link";
import { alerts } from "./links/alerts";
import { config } from "./links/config";
import { detection } from "./links/detection";
import { edge } from "./links/edge";
import { hosts } from "./links/hosts";
import { metrics } from "./links/metrics";
import { network } from "./links/network";
import { owners } from "./links/owners";
import { archive } from "./links/archive";
import { storage } from "./links/storage";
import { trail } from "./links/trail";
import { transport } from "./links/transport";

/** Every link of the chain: sources, the way into the archive, the archive, and the way of alerts to people. */
export const links: readonly Link[] = [
  ...trail,
  ...config,
  ...network,
  ...edge,
  ...owners,
  ...hosts,
  ...detection,
  ...transport,
  ...metrics,
  ...storage,
  ...archive,
  ...alerts,
];
