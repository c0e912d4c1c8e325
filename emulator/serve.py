#!/usr/bin/env python3
"""Start the local AWS: `python3 emulator/serve.py --port PORT --organization FILE.json` (see README.md)."""

import argparse
import json
import logging
import os
import signal
import sys
import warnings
from pathlib import Path

# moto reads these when it is imported. Requests arrive at hosts such as `111111111111.aws.test`, which are not
# bucket names. With managed policies loaded, a wrong managed policy ARN is refused. MOTO_ACCOUNT_ID would
# make every assumed role act in one account.
os.environ["S3_IGNORE_SUBDOMAIN_BUCKETNAME"] = "true"
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
os.environ.pop("MOTO_ACCOUNT_ID", None)

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from werkzeug.serving import WSGIRequestHandler, make_server  # noqa: E402

from emulator.gateway import Gateway  # noqa: E402
from emulator.operations import organizations, s3  # noqa: E402


class QuietRequestHandler(WSGIRequestHandler):
    """Serves without an access log; warnings and errors still go to stderr."""

    # An answer leaves in one piece. Without a buffer its head goes first, and about once in a thousand calls the
    # Terraform provider was seen to close the connection before all had come, under load, and to repeat the call.
    wbufsize = 65536

    def log_request(self, code="-", size="-"):
        pass


def main() -> None:
    """Create what is described, print `ready URL` once connections are accepted, and serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="0 chooses a free one")
    parser.add_argument("--organization", type=Path, required=True, help="JSON description of the organization")
    arguments = parser.parse_args()

    # The one error code of ours that no service has.
    warnings.filterwarnings("ignore", message=".* with code NotImplemented does not match")
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    gateway = Gateway()  # Corrects what the organization is made of, and so comes before it.
    description = json.loads(arguments.organization.read_text())
    organizations.create(description)
    if "stateBucket" in description:
        s3.create_bucket(description["managementAccountId"], **description["stateBucket"])
    server = make_server("127.0.0.1", arguments.port, gateway, threaded=True, request_handler=QuietRequestHandler)
    # A proxy keeps connections open, and their threads must not outlive the server.
    server.daemon_threads = True
    for number in (signal.SIGTERM, signal.SIGINT):
        # What the accounts hold is not worth seconds of taking it apart.
        signal.signal(number, lambda *_: os._exit(0))
    print(f"ready http://127.0.0.1:{server.server_port}", flush=True)
    sys.stdout = sys.stderr  # moto prints now and then.
    server.serve_forever()


if __name__ == "__main__":
    main()
