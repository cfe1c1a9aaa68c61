"""Every value of the coded columns of the six tables, and every fault that is planted in them."""

from __future__ import annotations

TABLES = (
    "lead",
    "product_opportunity",
    "scholarship_opportunity",
    "call_log",
    "call_disposition",
    "user",
)

GENDERS = ("Male", "Female", "Other")
CLASSES = ("5", "6", "7", "8", "9", "10", "11", "12", "Repeater")
STREAMS = ("Medical", "Engineering", "Foundation")
BOARDS = ("CBSE", "ICSE", "State Board", "NIOS")
LEAD_STAGES = ("New", "Contacted", "Interested", "Counselled", "Applied", "Enrolled", "Lost")
LEAD_STATUSES = ("Open", "Hot", "Warm", "Cold", "Closed")
SOURCES: tuple[tuple[str, tuple[str, ...], bool, float], ...] = (
    ("Website", ("Enquiry Form", "Chat", "Free Test"), True, 24),
    ("Google Ads", ("Search", "Display", "YouTube"), True, 18),
    ("Meta Ads", ("Facebook", "Instagram"), True, 16),
    ("Walk-in", ("Centre", "Open House"), False, 12),
    ("School Seminar", ("Seminar", "Career Fair"), False, 9),
    ("Scholarship Test", ("ANTHE", "iACST"), True, 9),
    ("Referral", ("Student", "Parent", "Teacher"), False, 6),
    ("Inbound Call", ("Toll Free", "Centre Number"), False, 4),
    ("Partner", ("Shiksha", "CollegeDekho"), True, 2),
)
"""Lead source, its sub-sources, whether it carries utm fields, weight."""

UTM = {
    "Website": ("website", "organic"),
    "Google Ads": ("google", "cpc"),
    "Meta Ads": ("facebook", "paid_social"),
    "Scholarship Test": ("anthe", "email"),
    "Partner": ("partner", "referral"),
}
UTM_CAMPAIGNS = (
    "neet_2026_north",
    "neet_2027_launch",
    "jee_2027_early_bird",
    "anthe_2025",
    "anthe_2026",
    "foundation_summer",
    "repeaters_june",
    "brand_search",
    "retargeting_30d",
)

PRODUCTS: tuple[tuple[str, str, str, int], ...] = (
    ("NEET-2Y", "NEET Two Year Classroom", "Medical", 285_000),
    ("NEET-1Y", "NEET One Year Classroom", "Medical", 165_000),
    ("NEET-RPT", "NEET Repeater Course", "Medical", 142_000),
    ("NEET-DIG", "NEET Digital", "Medical", 48_000),
    ("JEE-2Y", "JEE Two Year Classroom", "Engineering", 298_000),
    ("JEE-1Y", "JEE One Year Classroom", "Engineering", 172_000),
    ("JEE-RPT", "JEE Repeater Course", "Engineering", 149_000),
    ("JEE-DIG", "JEE Digital", "Engineering", 52_000),
    ("FND-10", "Foundation Class 10", "Foundation", 82_000),
    ("FND-89", "Foundation Class 8 and 9", "Foundation", 74_000),
    ("FND-57", "Foundation Junior", "Foundation", 58_000),
    ("FND-DIG", "Foundation Digital", "Foundation", 24_000),
)
"""Product code, name, stream, list fee in rupees; four a stream, in the order of STREAMS."""

MODES = ("Classroom", "Digital", "Hybrid")
PRODUCT_STAGES = ("Open", "Counselling", "Form Filled", "Fee Pending", "Enrolled", "Lost")
LOST_REASONS = (
    "Fees",
    "Distance",
    "Enrolled Elsewhere",
    "Timing",
    "Not Responding",
    "Other",
)

EXAMS = (
    ("ANTHE", "National Talent Hunt Exam"),
    ("iACST", "Instant Admission cum Scholarship Test"),
    ("ACST", "Admission cum Scholarship Test"),
    ("NSEJS", "Junior Science Scholarship"),
)
EXAM_MODES = ("Online", "Offline")
REGISTRATION_STATUSES = ("Registered", "Admit Card Issued", "Cancelled")
SCHOLARSHIP_STAGES = (
    "Registered",
    "Appeared",
    "Result Declared",
    "Scholarship Offered",
    "Admission Taken",
    "Lost",
)

DIRECTIONS = ("outbound", "inbound")
CALL_STATUSES = ("answered", "no_answer", "busy", "failed", "cancelled")
PROVIDERS = ("exotel", "ozonetel", "knowlarity")
CALL_CAMPAIGNS = (
    "NEET Repeaters",
    "JEE Early Bird",
    "ANTHE Follow-up",
    "Fee Reminder",
    "Winback",
)

CONNECTED: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("Interested", ("Hot", "Warm"), 24),
    ("Call Back Later", (), 30),
    ("Counselling Booked", (), 5),
    ("Centre Visit Booked", (), 4),
    ("Form Submitted", (), 2),
    ("Fee Paid", (), 1.2),
    ("Awaiting Board Result", (), 3),
    ("Not Interested", ("Fees", "Distance", "Enrolled Elsewhere", "Other"), 26),
    ("Wrong Number", (), 0.8),
    ("Wrong Person", (), 0.8),
    ("Do Not Disturb", (), 0.9),
    ("Language Barrier", (), 1.5),
)
"""Disposition, its sub-dispositions, weight: what an agent records after an answered call."""

NOT_CONNECTED: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("Ringing No Response", (), 62),
    ("Busy", (), 10),
    ("Switched Off", (), 10),
    ("Not Reachable", (), 9),
    ("Call Disconnected", (), 5),
    ("Out of Service", (), 2),
    ("Invalid Number", (), 2),
)
"""The same after a call that was not answered."""

REMARKS: tuple[str, ...] = (
    "call after 6 pm",
    "mother asked for fee structure",
    'said "will discuss with father"',
    "पिताजी से बात करनी है",
    "wants NEET 2027 batch\ncall on Sunday",
    "फीस ज़्यादा है",
    "already joined another institute",
    "asked for hostel; distance > 40 km",
    "shared brochure on WhatsApp",
    "number belongs to uncle, not student's own",
    "board exam till March, call later",
    "interested in scholarship test — ANTHE",
    "no response, tried 3 times",
    "கட்டணம் பற்றி கேட்டார்",
    'parent: "don\'t call again"',
    "visited centre, liked the demo class",
)

ROLES = ("Counsellor", "Senior Counsellor", "Team Lead", "Branch Manager")
TEAMS = ("Inside Sales", "Field", "Renewals", "Scholarship")

UNKNOWN = "Zzz_Unknown"
"""The value written where a coded column is made faulty."""

_TIMES_AS_TEXT = (
    "null_id",
    "null_created_at",
    "unparseable_created_at",
    "null_updated_at",
    "unparseable_updated_at",
    "updated_before_created",
    "created_in_future",
)
_TIMES = (
    "null_id",
    "null_created_at",
    "null_updated_at",
    "updated_before_created",
    "created_in_future",
)

BAD_KINDS: dict[str, tuple[str, ...]] = {
    "lead": (
        *_TIMES_AS_TEXT,
        "unknown_lead_stage",
        "unknown_lead_status",
        "unknown_gender",
        "born_in_future",
        "unparseable_date_of_birth",
    ),
    "product_opportunity": (
        *_TIMES_AS_TEXT,
        "null_lead_id",
        "unknown_stage",
        "unknown_mode",
        "negative_quoted_fee",
        "negative_paid_fee",
        "discount_over_100",
    ),
    "scholarship_opportunity": (
        *_TIMES_AS_TEXT,
        "null_lead_id",
        "unknown_stage",
        "unknown_exam_mode",
        "scholarship_over_100",
    ),
    "call_log": (
        *_TIMES,
        "null_lead_id",
        "unknown_status",
        "unknown_direction",
        "negative_ring_seconds",
        "negative_talk_seconds",
    ),
    "call_disposition": (*_TIMES, "null_lead_id", "null_call_log_id", "unknown_disposition"),
    "user": (*_TIMES_AS_TEXT, "unknown_role"),
}
"""The faults planted in each table, each in an equal share of the bad rows; a row has one fault."""
