"""Policies of an organization: what they may say, where they are attached, and which types are enabled."""

import json
import unittest
from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.server import ARCHIVE, MANAGEMENT, ORGANIZATION, WORKLOAD, Server

ROOT = ORGANIZATION["rootId"]
SCP, RCP = "SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"
FULL_ACCESS = {SCP: "p-FullAWSAccess", RCP: "p-RCPFullAWSAccess"}
MALFORMED = "MalformedPolicyDocumentException"


def setUpModule() -> None:
    global server, organizations
    server = Server()
    organizations = server.client("organizations", MANAGEMENT)


def tearDownModule() -> None:
    server.stop()


def content(kind: str = SCP, **changes: Any) -> str:
    """A policy of one statement; a change to None leaves an element out."""
    statement = {
        "Effect": "Deny",
        **({"Principal": "*"} if kind == RCP else {}),
        "Action": "s3:DeleteBucket",
        "Resource": "*",
        **changes,
    }
    said = {name: value for name, value in statement.items() if value is not None}
    return json.dumps({"Version": "2012-10-17", "Statement": [said]})


class Policies(unittest.TestCase):
    """Each test begins with both types enabled and nothing of its own attached."""

    def setUp(self) -> None:
        for kind in (SCP, RCP):
            organizations.enable_policy_type(RootId=ROOT, PolicyType=kind)
            self.addCleanup(self.disable, kind)

    def disable(self, kind: str) -> None:
        if kind in self.types():
            organizations.disable_policy_type(RootId=ROOT, PolicyType=kind)

    def types(self) -> dict[str, str]:
        [root] = organizations.list_roots()["Roots"]
        return {each["Type"]: each["Status"] for each in root["PolicyTypes"]}

    def create(self, name: str, kind: str = SCP, **more: Any) -> str:
        """A policy that is gone after the test, once its type is disabled and it is attached to nothing."""
        given = {"Name": name, "Type": kind, "Description": "", "Content": content(kind), **more}
        identifier = organizations.create_policy(**given)["Policy"]["PolicySummary"]["Id"]
        self.addCleanup(self.delete, kind, identifier)
        return identifier

    def delete(self, kind: str, identifier: str) -> None:
        self.disable(kind)
        if identifier in self.listed(kind):
            organizations.delete_policy(PolicyId=identifier)

    def listed(self, kind: str) -> list[str]:
        return [each["Id"] for each in organizations.list_policies(Filter=kind)["Policies"]]

    def attached(self, target: str, kind: str = SCP) -> list[str]:
        answer = organizations.list_policies_for_target(TargetId=target, Filter=kind)
        return [each["Id"] for each in answer["Policies"]]

    def targets(self, policy: str) -> set[tuple[str, str]]:
        answer = organizations.list_targets_for_policy(PolicyId=policy)
        return {(each["Type"], each["TargetId"]) for each in answer["Targets"]}

    def refused(self, code: str, reason: str | None, operation: Any, **parameters: Any) -> str:
        """Have an operation refused for a reason; what it says."""
        with self.assertRaises(ClientError) as raised:
            operation(**parameters)
        answer = raised.exception.response
        self.assertEqual((answer["Error"]["Code"], answer.get("Reason")), (code, reason))
        return answer["Error"]["Message"]


class Types(Policies):
    def test_an_enabled_type_is_in_the_root_and_attaches_the_policy_of_aws_to_everything(self) -> None:
        self.assertEqual(self.types(), {SCP: "ENABLED", RCP: "ENABLED"})
        everything = {("ROOT", ROOT), *(("ACCOUNT", account) for account in (MANAGEMENT, ARCHIVE, WORKLOAD))}
        for kind, policy in FULL_ACCESS.items():
            self.assertEqual(self.targets(policy), everything)
            described = organizations.describe_policy(PolicyId=policy)["Policy"]["PolicySummary"]
            arn = f"arn:aws:organizations::aws:policy/{kind.lower()}/{policy}"
            self.assertEqual((described["AwsManaged"], described["Arn"]), (True, arn))

    def test_a_disabled_type_is_attached_nowhere_and_comes_back_with_the_policy_of_aws_alone(self) -> None:
        policy = self.create("forgotten")
        organizations.attach_policy(PolicyId=policy, TargetId=ROOT)
        organizations.disable_policy_type(RootId=ROOT, PolicyType=SCP)
        self.assertEqual((self.types(), self.attached(ROOT)), ({RCP: "ENABLED"}, []))
        self.assertEqual(self.listed(SCP), [FULL_ACCESS[SCP], policy])
        self.refused("PolicyTypeNotEnabledException", None, organizations.attach_policy, PolicyId=policy, TargetId=ROOT)
        organizations.enable_policy_type(RootId=ROOT, PolicyType=SCP)
        self.assertEqual(self.attached(ROOT), [FULL_ACCESS[SCP]])

    def test_a_type_is_enabled_and_disabled_once(self) -> None:
        asked = {"RootId": ROOT, "PolicyType": SCP}
        self.refused("PolicyTypeAlreadyEnabledException", None, organizations.enable_policy_type, **asked)
        organizations.disable_policy_type(**asked)
        self.refused("PolicyTypeNotEnabledException", None, organizations.disable_policy_type, **asked)

    def test_what_is_created_has_the_policies_of_aws_of_enabled_types(self) -> None:
        self.disable(RCP)
        unit = organizations.create_organizational_unit(ParentId=ROOT, Name="unit")["OrganizationalUnit"]["Id"]
        self.addCleanup(organizations.delete_organizational_unit, OrganizationalUnitId=unit)
        self.assertEqual((self.attached(unit), self.attached(unit, RCP)), ([FULL_ACCESS[SCP]], []))


class Records(Policies):
    def test_a_policy_is_described_as_it_was_created_and_updated(self) -> None:
        policy = self.create("logging", Tags=[{"Key": "Stage", "Value": "test"}])
        tags = organizations.list_tags_for_resource(ResourceId=policy)["Tags"]
        self.assertEqual(tags, [{"Key": "Stage", "Value": "test"}])
        organizations.update_policy(PolicyId=policy, Content=content(Action="s3:*"))
        described = organizations.describe_policy(PolicyId=policy)["Policy"]
        self.assertEqual(described["Content"], content(Action="s3:*"))
        arn = f"arn:aws:organizations::{MANAGEMENT}:policy/o-abcd123456/service_control_policy/{policy}"
        summary = described["PolicySummary"]
        self.assertEqual((summary["Name"], summary["Arn"], summary["AwsManaged"]), ("logging", arn, False))

    def test_names_are_unique(self) -> None:
        first, second = self.create("first"), self.create("second")
        given = {"Name": "first", "Type": SCP, "Description": "", "Content": content()}
        self.refused("DuplicatePolicyException", None, organizations.create_policy, **given)
        self.refused("DuplicatePolicyException", None, organizations.update_policy, PolicyId=second, Name="first")
        organizations.update_policy(PolicyId=first, Name="first", Description="its own name")

    def test_a_policy_is_deleted_when_it_is_attached_to_nothing(self) -> None:
        policy = self.create("used")
        organizations.attach_policy(PolicyId=policy, TargetId=WORKLOAD)
        self.refused("PolicyInUseException", None, organizations.delete_policy, PolicyId=policy)
        organizations.detach_policy(PolicyId=policy, TargetId=WORKLOAD)
        organizations.delete_policy(PolicyId=policy)
        self.assertEqual(self.listed(SCP), [FULL_ACCESS[SCP]])
        self.refused("PolicyNotFoundException", None, organizations.describe_policy, PolicyId=policy)

    def test_the_policies_of_aws_stay_as_they_are(self) -> None:
        for policy in FULL_ACCESS.values():
            change = {"PolicyId": policy, "Content": content()}
            self.refused("InvalidInputException", "IMMUTABLE_POLICY", organizations.update_policy, **change)
            self.refused("InvalidInputException", "IMMUTABLE_POLICY", organizations.delete_policy, PolicyId=policy)

    def test_members_may_not_see_policies_administrators_of_services_may_see_but_not_change_them(self) -> None:
        member = server.client("organizations", ARCHIVE)
        self.refused("AccessDeniedException", None, member.list_policies, Filter=SCP)
        organizations.enable_aws_service_access(ServicePrincipal="config.amazonaws.com")
        delegation = {"AccountId": ARCHIVE, "ServicePrincipal": "config.amazonaws.com"}
        organizations.register_delegated_administrator(**delegation)
        self.addCleanup(organizations.deregister_delegated_administrator, **delegation)
        self.assertEqual(len(member.list_policies(Filter=SCP)["Policies"]), 1)
        attachment = {"PolicyId": FULL_ACCESS[SCP], "TargetId": ROOT}
        self.refused("AccessDeniedException", None, member.detach_policy, **attachment)


class Attachments(Policies):
    def test_a_policy_is_attached_to_the_root_to_units_and_to_accounts(self) -> None:
        unit = organizations.create_organizational_unit(ParentId=ROOT, Name="unit")["OrganizationalUnit"]["Id"]
        self.addCleanup(organizations.delete_organizational_unit, OrganizationalUnitId=unit)
        policy, everywhere = self.create("everywhere", RCP), (ROOT, unit, WORKLOAD)
        for target in everywhere:
            organizations.attach_policy(PolicyId=policy, TargetId=target)
            self.assertEqual(self.attached(target, RCP), [FULL_ACCESS[RCP], policy])
            self.assertEqual(self.attached(target, SCP), [FULL_ACCESS[SCP]])
        kinds = ("ROOT", "ORGANIZATIONAL_UNIT", "ACCOUNT")
        self.assertEqual(self.targets(policy), set(zip(kinds, everywhere)))

    def test_a_policy_is_attached_and_detached_once(self) -> None:
        policy = self.create("once")
        attachment = {"PolicyId": policy, "TargetId": ROOT}
        organizations.attach_policy(**attachment)
        self.refused("DuplicatePolicyAttachmentException", None, organizations.attach_policy, **attachment)
        organizations.detach_policy(**attachment)
        self.refused("PolicyNotAttachedException", None, organizations.detach_policy, **attachment)

    def test_targets_and_policies_must_exist(self) -> None:
        policy = self.create("nowhere")
        for target in ("999999999999", "r-zzzz", "ou-ab12-zzzzzzzz"):
            attachment = {"PolicyId": policy, "TargetId": target}
            self.refused("TargetNotFoundException", None, organizations.attach_policy, **attachment)
        asked = {"PolicyId": policy, "TargetId": "somewhere"}
        self.refused("InvalidInputException", "INVALID_PATTERN_TARGET_ID", organizations.attach_policy, **asked)
        asked = {"PolicyId": "p-zzzzzzzz", "TargetId": ROOT}
        self.refused("PolicyNotFoundException", None, organizations.attach_policy, **asked)

    def test_five_policies_of_a_type_fit_on_a_target_that_of_aws_among_them(self) -> None:
        for kind in (SCP, RCP):
            for number in range(4):
                attached = self.create(f"{kind}-{number}", kind)
                organizations.attach_policy(PolicyId=attached, TargetId=ROOT)
            asked = {"PolicyId": self.create(f"{kind}-5", kind), "TargetId": ROOT}
            reason = "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"
            self.refused("ConstraintViolationException", reason, organizations.attach_policy, **asked)
            organizations.attach_policy(**{**asked, "TargetId": WORKLOAD})

    def test_one_service_control_policy_stays_on_a_target_and_so_does_that_of_aws_for_resources(self) -> None:
        last = {"PolicyId": FULL_ACCESS[SCP], "TargetId": ROOT}
        reason = "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"
        self.refused("ConstraintViolationException", reason, organizations.detach_policy, **last)
        organizations.attach_policy(PolicyId=self.create("instead"), TargetId=ROOT)
        organizations.detach_policy(**last)
        organizations.attach_policy(PolicyId=self.create("more", RCP), TargetId=ROOT)
        asked = {"PolicyId": FULL_ACCESS[RCP], "TargetId": ROOT}
        self.refused("InvalidInputException", "NON_DETACHABLE_POLICY", organizations.detach_policy, **asked)


class Content(Policies):
    def test_all_characters_count_those_between_elements_too(self) -> None:
        for kind, limit in ((SCP, 10240), (RCP, 5120)):
            full = content(kind).ljust(limit)
            policy = self.create(f"full {kind}", kind, Content=full)
            given = {"Name": "over", "Type": kind, "Description": "", "Content": full + " "}
            reason = "POLICY_CONTENT_LIMIT_EXCEEDED"
            self.refused("ConstraintViolationException", reason, organizations.create_policy, **given)
            change = {"PolicyId": policy, "Content": full + " "}
            self.refused("ConstraintViolationException", reason, organizations.update_policy, **change)

    def test_an_update_is_looked_at_like_a_creation(self) -> None:
        policy = self.create("changed", RCP)
        change = {"PolicyId": policy, "Content": content(RCP, Effect="Allow")}
        self.refused(MALFORMED, None, organizations.update_policy, **change)

    def test_other_types_are_not_looked_at(self) -> None:
        self.create("tags", "TAG_POLICY", Content=json.dumps({"tags": {}}))


if __name__ == "__main__":
    unittest.main()
