"""Tables, and every question asked of them. This layer knows SQLAlchemy and nothing of ours."""

from models import triggers as triggers
from models.accounts import AccountEvent, Delegation, Grant, LoginSession, User
from models.activities import Activity, ActivityParticipant
from models.archive import AddedPiece, ArchivePiece, ArchiveVolume, GapExplanation
from models.assessments import Assessment, AssessmentCorrection, ReportedItem, ScoreScheme
from models.assignment import (
    Assignment,
    AssignmentPlan,
    HandoverMeeting,
    Instruction,
    KeyProposal,
    LeaderSupervision,
    TrialAnswer,
)
from models.audits import AuditTrace, SpotCheck, SpotCheckCase, Verification
from models.base import Base
from models.bundles import Bundle, BundleItem
from models.calendar import CalendarDay
from models.categories import LocalCategory
from models.changes import GroupStay, OrderEvent
from models.checkpoints import Checkpoint, Leaf, RecordKey, Tile, Witnessing
from models.commendations import AwardRule, Commendation
from models.comments import TextComment
from models.contacts import Contact, ContactVoice
from models.duties import AreaContact, DutyRule
from models.evaluations import (
    Evaluation,
    EvaluationAlert,
    LoginTrace,
    Mediation,
    PaperForm,
    ProposalRating,
)
from models.extensions import Extension
from models.files import Attachment
from models.fingerprints import Fingerprint
from models.history import Event, EventBody, FormKey, NumberSeries, RefusedAttempt, RulesText
from models.intake import ImportRun
from models.issues import IssuedSheet
from models.letters import Countersignature, Delivery, DraftComment
from models.links import SubjectLink
from models.meetings import AgendaItem, ExaminationMeeting
from models.merging import Merge
from models.notices import Draft, Notice, Outbox
from models.opinions import OpinionIssue, OpinionIssueItem, OpinionUse, SocialOpinion
from models.organisation import GroupPost, HandlingUnit, LiaisonGroup, PlenarySession, Term
from models.pauses import Pause
from models.people import Member, Person
from models.printing import PrintJob
from models.projects import (
    BallotLine,
    BallotSession,
    LivelihoodProject,
    Milestone,
    ProjectCall,
    ProjectFund,
)
from models.projectwork import Appraisal, Inspection, ProgressReport, RemainingItem, SiteVisit
from models.promises import Promise, PromiseNote, SecondLetter
from models.proposals import Proposal, ProposalVersion, Seconding, Signature, Suggestion
from models.publications import (
    Publication,
    PublicationAgreement,
    PublicPage,
    PublicUnit,
)
from models.publicprojects import PublicProject
from models.replies import Reply, ReplyAnswer
from models.search import SearchText
from models.subjects import Subject
from models.supervision import SupervisionCase, SupervisionNote, Urge
from models.tasks import HandlingTask
from models.topics import Topic

__all__ = [
    "AccountEvent",
    "Activity",
    "ActivityParticipant",
    "AddedPiece",
    "AgendaItem",
    "Appraisal",
    "ArchivePiece",
    "ArchiveVolume",
    "AreaContact",
    "Assessment",
    "AssessmentCorrection",
    "Assignment",
    "AssignmentPlan",
    "Attachment",
    "AuditTrace",
    "AwardRule",
    "BallotLine",
    "BallotSession",
    "Base",
    "Bundle",
    "BundleItem",
    "CalendarDay",
    "Checkpoint",
    "Commendation",
    "Contact",
    "ContactVoice",
    "Countersignature",
    "Delegation",
    "Delivery",
    "Draft",
    "DraftComment",
    "DutyRule",
    "Evaluation",
    "EvaluationAlert",
    "Event",
    "EventBody",
    "ExaminationMeeting",
    "Extension",
    "Fingerprint",
    "FormKey",
    "GapExplanation",
    "Grant",
    "GroupPost",
    "GroupStay",
    "HandlingTask",
    "HandlingUnit",
    "HandoverMeeting",
    "ImportRun",
    "Inspection",
    "Instruction",
    "IssuedSheet",
    "KeyProposal",
    "LeaderSupervision",
    "Leaf",
    "LiaisonGroup",
    "LivelihoodProject",
    "LocalCategory",
    "LoginSession",
    "LoginTrace",
    "Mediation",
    "Member",
    "Merge",
    "Milestone",
    "Notice",
    "NumberSeries",
    "OpinionIssue",
    "OpinionIssueItem",
    "OpinionUse",
    "OrderEvent",
    "Outbox",
    "PaperForm",
    "Pause",
    "Person",
    "PlenarySession",
    "PrintJob",
    "ProgressReport",
    "ProjectCall",
    "ProjectFund",
    "Promise",
    "PromiseNote",
    "Proposal",
    "ProposalRating",
    "ProposalVersion",
    "PublicPage",
    "PublicProject",
    "PublicUnit",
    "Publication",
    "PublicationAgreement",
    "RecordKey",
    "RefusedAttempt",
    "RemainingItem",
    "Reply",
    "ReplyAnswer",
    "ReportedItem",
    "RulesText",
    "ScoreScheme",
    "SearchText",
    "SecondLetter",
    "Seconding",
    "Signature",
    "SiteVisit",
    "SocialOpinion",
    "SpotCheck",
    "SpotCheckCase",
    "Subject",
    "SubjectLink",
    "Suggestion",
    "SupervisionCase",
    "SupervisionNote",
    "Term",
    "TextComment",
    "Tile",
    "Topic",
    "TrialAnswer",
    "Urge",
    "User",
    "Verification",
    "Witnessing",
]
