"""Security Hub: what accounts have, and who decides about it: they themselves, or a policy of the administrator."""

from datetime import datetime, timezone
from typing import Any

from emulator.calls import Call
from emulator.operations import AwsError, Register
from emulator.operations.administration import Administration, members, organization

hubs = Register("InvalidAccessException")
"""The hub of an account in a Region, named `default`."""

aggregators = Register("ResourceNotFoundException")
policies = Register("ResourceNotFoundException")
associations = Register("ResourceNotFoundException")
"""What the administrator associated with a target, by the target's id."""

configurations = Register("ResourceNotFoundException")
"""How the administrator configures the organization in a Region, named `default`."""

administration = Administration("Security Hub", "securityhub.amazonaws.com", "AccessDeniedException")

_STANDARDS = (
    "ruleset/cis-aws-foundations-benchmark/v/1.2.0",
    "standards/aws-foundational-security-best-practices/v/1.0.0",
    "standards/aws-resource-tagging-standard/v/1.0.0",
    "standards/cis-aws-foundations-benchmark/v/1.4.0",
    "standards/cis-aws-foundations-benchmark/v/3.0.0",
    "standards/cis-aws-foundations-benchmark/v/5.0.0",
    "standards/nist-800-171/v/2.0.0",
    "standards/nist-800-53/v/5.0.0",
    "standards/pci-dss/v/3.2.1",
    "standards/pci-dss/v/4.0.1",
)
DEFAULT_STANDARDS = _STANDARDS[:2]

# What is activated by itself once Security Hub and the other service are enabled.
ACTIVATED_PRODUCTS = ("access-analyzer", "config", "firewall-manager", "guardduty", "health", "inspector", "macie")


def standards_in(region: str) -> dict[str, str]:
    """The name of each standard by its ARN; the oldest has no Region in it."""
    arns = (f"arn:aws:securityhub:{'' if path.startswith('ruleset') else region}::{path}" for path in _STANDARDS)
    return {arn: arn.split("/")[1] for arn in arns}


def create_hub(account: str, region: str, standards: list[str], generator: str = "SECURITY_CONTROL") -> dict[str, Any]:
    """A new hub of an account."""
    prefix = f"arn:aws:securityhub:{region}:{account}"
    hub = {
        "HubArn": f"{prefix}:hub/default",
        "SubscribedAt": datetime.now(timezone.utc).isoformat(),
        "AutoEnableControls": True,
        "ControlFindingGenerator": generator,
        "Tags": {},
        "Standards": {},
        "Products": {f"{prefix}:product-subscription/aws/{name}" for name in ACTIVATED_PRODUCTS},
    }
    hubs.of(account, region)["default"] = hub
    for standard in standards:
        subscribe(hub, standard)
    return hub


def subscribe(hub: dict[str, Any], standard: str) -> dict[str, Any]:
    """Enable a standard, unless it is; the subscription."""
    path = standard.split(":", 5)[5].partition("/")[2]
    arn = hub["HubArn"].replace("hub/default", f"subscription/{path}")
    said = {"StandardsSubscriptionArn": arn, "StandardsArn": standard, "StandardsInput": {}, "StandardsStatus": "READY"}
    return hub["Standards"].setdefault(arn, said)


def central_home() -> tuple[str, str] | None:
    """The administrator and the Region from which the organization is configured centrally, if it is."""
    for region in administration.regions():
        account = administration.of(region)
        if configurations.of(account, region).get("default", {}).get("Type") == "CENTRAL":
            return account, region
    return None


def is_linked(account: str, home: str, region: str) -> bool:
    """Whether an administrator's home Region configures another."""
    [aggregator] = aggregators.of(account, home).values()
    mode, named = aggregator["RegionLinkingMode"], aggregator.get("Regions") or []
    linked = {
        "ALL_REGIONS": True,
        "ALL_REGIONS_EXCEPT_SPECIFIED": region not in named,
        "SPECIFIED_REGIONS": region in named,
        "NO_REGIONS": False,
    }
    return region == home or linked[mode]


def lineage_of(administrator: str, identifier: str) -> list[str]:
    """An account or organizational unit of an administrator's organization, the units it is in, and the root."""
    backend = organization(administrator)
    parents = {each.id: each.parent_id for each in [*backend.accounts, *backend.ou]}
    lineage = [identifier]
    while parents.get(lineage[-1]):
        lineage.append(parents[lineage[-1]])
    return lineage


def policy_for(account: str, region: str) -> dict[str, Any] | None:
    """The policy that decides for an account: its own, or else that of the closest that has one."""
    home = central_home()
    if not home or account not in members(home[0]) or not is_linked(*home, region):
        return None
    associated = associations.of(*home)
    identifier = next((associated[each] for each in lineage_of(home[0], account) if each in associated), None)
    policy = identifier and policies.of(*home)[identifier]["ConfigurationPolicy"]["SecurityHub"]
    # A policy that disables Security Hub leaves the administrator alone.
    return policy if policy and (policy["ServiceEnabled"] or account != home[0]) else None


def is_enabled(account: str, region: str) -> bool:
    """Whether an account has Security Hub in a Region, by a policy or by itself."""
    policy = policy_for(account, region)
    return policy["ServiceEnabled"] if policy else bool(hubs.of(account, region))


def administrator_in(region: str) -> str | None:
    """The administrator in a Region: of a central configuration, that of the home Region in every linked one."""
    home = central_home()
    return home[0] if home and is_linked(*home, region) else administration.of(region)


def hub_of(call: Call) -> dict[str, Any]:
    """The hub of the caller, which a policy may have enabled, or central configuration for the administrator."""
    hub, policy = hubs.all(call).get("default"), policy_for(call.account, call.region)
    if not hub and central_home() and administrator_in(call.region) == call.account:
        hub = create_hub(call.account, call.region, [])
    if policy and policy["ServiceEnabled"]:
        hub = hub or create_hub(call.account, call.region, [])
        hub["Standards"].clear()
        for standard in policy.get("EnabledStandardIdentifiers") or []:
            parts = standard.split(":")
            subscribe(hub, ":".join([*parts[:3], parts[3] and call.region, *parts[4:]]))
    elif policy:
        hubs.all(call).clear()
        hub = None
    if not hub:
        raise AwsError("InvalidAccessException", f"Account {call.account} is not subscribed to AWS Security Hub")
    return hub


def require_local(call: Call) -> None:
    """Refuse accounts that a policy decides for."""
    if policy_for(call.account, call.region):
        message = "This account is currently associated with a central configuration policy, so only the administrator"
        raise AwsError("AccessDeniedException", f"{message} can access this operation")
