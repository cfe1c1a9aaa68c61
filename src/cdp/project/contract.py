"""`contracts/*.yaml`: what a source table promises, as Open Data Contract Standard v3.

The keys of the standard that describe people, money and support are accepted and carried; the ones
below that have a type are read. What the standard leaves open is said in `customProperties`:

- on the schema: `version` (column by which the latest row wins), `deleted` (column that marks a
  deleted row), `maxRejectedShare` (0…1), `changes` (how a change is noticed: `files`, new ones are
  read; `cursor`, rows whose version is not older than the newest seen, less `overlapMinutes`;
  `compare`, everything is read and compared), `snapshot` (true: the newest file is all there is);
- on a property: `breach: reject|warn`, what an unreadable or out-of-range value does.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from cdp.project.config import Section, check_pattern

LogicalType = Literal["string", "integer", "number", "boolean", "date", "timestamp"]


class CustomProperty(Section):
    """A key and value that the standard leaves to the tool."""

    id: str | None = None
    property: str
    value: Any = None
    description: str | None = None


class Quality(Section):
    """One quality rule; `severity: error` sends rows to quarantine, `warning` counts them."""

    id: str | None = None
    name: str | None = None
    description: str | None = None
    type: Literal["library", "custom"] = "library"
    metric: Literal["invalidValues", "nullValues"] | None = None
    arguments: dict[str, Any] | None = None
    mustBe: float | None = None
    engine: Literal["cdp"] | None = None
    implementation: str | None = Field(
        None, description="A SQL condition over the row's columns that every row must meet."
    )
    severity: Literal["error", "warning"] = "error"
    dimension: str | None = None
    businessImpact: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> Quality:
        if self.type == "custom" and (self.engine != "cdp" or not self.implementation):
            raise ValueError("a custom rule needs `engine: cdp` and `implementation: <condition>`")
        if self.type == "library":
            if self.metric is None or self.mustBe != 0:
                raise ValueError("a library rule needs `metric:` and `mustBe: 0`")
            if self.metric == "invalidValues" and not (self.arguments or {}).keys() & {
                "validValues",
                "pattern",
            }:
                raise ValueError("invalidValues needs `arguments: {validValues: [...]}` or pattern")
            if "pattern" in (self.arguments or {}):
                check_pattern(str((self.arguments or {})["pattern"]))
        return self


class TypeOptions(Section):
    """Bounds of a property's values."""

    minimum: float | None = None
    maximum: float | None = None
    minLength: int | None = None
    maxLength: int | None = None
    pattern: str | None = None
    format: str | None = None

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        return check_pattern(value) if value is not None else None


class Property(Section):
    """One column of the source table."""

    id: str | None = None
    name: str
    businessName: str | None = None
    physicalName: str | None = None
    physicalType: str | None = None
    logicalType: LogicalType = "string"
    logicalTypeOptions: TypeOptions | None = None
    description: str = ""
    required: bool = False
    unique: bool = False
    primaryKey: bool = False
    primaryKeyPosition: int | None = None
    classification: str | None = None
    criticalDataElement: bool | None = None
    examples: list[Any] | None = None
    tags: list[str] | None = None
    quality: list[Quality] = []
    customProperties: list[CustomProperty] = []

    @property
    def breach(self) -> Literal["reject", "warn"]:
        """What an unreadable or out-of-range value of this column does to its row."""
        return "warn" if _custom_value(self.customProperties, "breach") == "warn" else "reject"

    @model_validator(mode="after")
    def _known(self) -> Property:
        for custom in self.customProperties:
            if custom.property == "breach" and custom.value not in {"reject", "warn"}:
                raise ValueError("`breach` is either reject or warn")
        return self


class SchemaObject(Section):
    """The table itself."""

    id: str | None = None
    name: str
    physicalName: str | None = None
    logicalType: Literal["object"] = "object"
    physicalType: str | None = None
    businessName: str | None = None
    description: str = ""
    tags: list[str] | None = None
    dataGranularityDescription: str | None = None
    properties: list[Property] = Field(min_length=1)
    quality: list[Quality] = []
    customProperties: list[CustomProperty] = []

    @property
    def key(self) -> str:
        """Name of the primary key column."""
        return next(p.name for p in self.properties if p.primaryKey)

    @property
    def version(self) -> str | None:
        """Column by which the latest version of a row wins; None: arrival alone decides."""
        return _custom_value(self.customProperties, "version")

    @property
    def deleted(self) -> str | None:
        """Column that is set when a row was deleted at the source."""
        return _custom_value(self.customProperties, "deleted")

    @property
    def changes(self) -> str:
        """How a change at the source is noticed: by new `files`, by `cursor`, or by `compare`."""
        return _custom_value(self.customProperties, "changes") or "files"

    @property
    def overlap(self) -> float:
        """Minutes before the newest version seen that a cursor reads again."""
        return float(_custom_value(self.customProperties, "overlapMinutes") or 5)

    @property
    def snapshot(self) -> bool:
        """Whether the newest file is the whole table, so that a key it lacks was deleted."""
        return bool(_custom_value(self.customProperties, "snapshot"))

    @property
    def max_rejected_share(self) -> float:
        """Share of rejected rows above which a run stops; 1 when nothing is said."""
        share = _custom_value(self.customProperties, "maxRejectedShare")
        return 1.0 if share is None else float(share)

    @model_validator(mode="after")
    def _consistent(self) -> SchemaObject:
        names = [p.name for p in self.properties]
        doubled = {n for n in names if names.count(n) > 1}
        if doubled:
            raise ValueError(f"property {min(doubled)!r} stands twice")
        keys = [p.name for p in self.properties if p.primaryKey]
        if len(keys) != 1:
            raise ValueError(f"exactly one property needs `primaryKey: true`, found {len(keys)}")
        for role in ("version", "deleted"):
            column = _custom_value(self.customProperties, role)
            if column is not None and column not in names:
                raise ValueError(f"`{role}: {column}` names no property of this table")
        unique = [p.name for p in self.properties if p.unique and not p.primaryKey]
        if unique:
            raise ValueError(f"{unique[0]}: only the primary key can be `unique: true`")
        if any(q.type == "library" for q in self.quality):
            raise ValueError("a library rule stands under its property, not under the table")
        if self.changes not in {"files", "cursor", "compare"}:
            raise ValueError("`changes` is one of files, cursor and compare")
        if self.changes == "cursor" and self.version is None:
            raise ValueError("`changes: cursor` needs `version`, the column it goes by")
        share = _custom_value(self.customProperties, "maxRejectedShare")
        if share is not None and not (isinstance(share, int | float) and 0 <= share <= 1):
            raise ValueError("`maxRejectedShare` is a number from 0 to 1")
        return self


class SlaProperty(Section):
    """A promise about the whole table; `freshness` is checked, the rest is carried."""

    id: str | None = None
    property: str
    value: Any = None
    valueExt: Any = None
    unit: Literal["h", "d", "y"] | None = None
    element: str | None = None
    driver: str | None = None
    description: str | None = None


class ContractDescription(Section):
    """What the table is for."""

    purpose: str | None = None
    usage: str | None = None
    limitations: str | None = None


class Contract(Section):
    """One ODCS v3 document, one table."""

    apiVersion: str = Field(pattern=r"^v3\.\d+\.\d+$")
    kind: Literal["DataContract"]
    id: str
    name: str | None = None
    version: str
    status: str
    domain: str | None = None
    tenant: str | None = None
    dataProduct: str | None = None
    description: ContractDescription | None = None
    contractCreatedTs: Any = None
    tags: list[str] | None = None
    schema_: list[SchemaObject] = Field(alias="schema", min_length=1, max_length=1)
    slaProperties: list[SlaProperty] = []
    servers: list[dict[str, Any]] = []
    team: Any = None
    roles: list[dict[str, Any]] = []
    support: list[dict[str, Any]] = []
    price: dict[str, Any] | None = None
    authoritativeDefinitions: list[dict[str, Any]] = []
    customProperties: list[CustomProperty] = []

    @property
    def table(self) -> SchemaObject:
        """The one table this contract is about."""
        return self.schema_[0]

    @property
    def source_name(self) -> str:
        """Name of the table at the source."""
        return self.table.physicalName or self.table.name

    @property
    def freshness_hours(self) -> float | None:
        """How old the newest row may be before the run warns."""
        hours = {"h": 1.0, "d": 24.0, "y": 8766.0}
        for sla in self.slaProperties:
            if sla.property == "freshness" and isinstance(sla.value, int | float):
                return float(sla.value) * hours[sla.unit or "h"]
        return None


def _custom_value(items: list[CustomProperty], name: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    return next((c.value for c in items if c.property == name), None)
