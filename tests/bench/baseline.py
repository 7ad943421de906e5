#!/usr/bin/env python3
"""What a plain script does: sixteen patterns over every report, one JSON line a report.

    baseline.py REPORTS.ndjson > RECORDS.ndjson

This is the yardstick of the benchmark, not a straw man: patterns are compiled once, each is the kind
that a careful person writes for one field, hits are kept with their offsets. It knows no sections,
no negation beyond what the patterns say, no units, no conflicts. The CPU seconds of the work alone
(without start-up and without reading the input) go to standard error as {"reports", "cpu_seconds"}.
"""
import json
import re
import sys
import time

MARKER = (
    r"(?:desmin|SMA|smooth muscle actin|h-?caldesmon|S-?100(?: protein)?|CD ?\d{1,3}|c-kit|DOG-?1|SOX-?10"
    r"|(?:pan)?-?(?:cyto)?keratin|AE1/AE3|EMA|MDM2|CDK4|STAT6|myogenin|MyoD1|ERG|FLI-?1|beta-catenin"
    r"|ALK1?|HMB-?45|melan[ -]?A|INI-?1|SMARCB1|TLE1|bcl-?2|MUC4|calponin|vimentin|p53|p16|RB1?|ER|PR"
    r"|WT-?1|factor XIIIa|GFAP|SATB2|NKX2\.2|H3K27me3|synaptophysin|LCA)"
)
MARGIN = r"(?:deep|superficial|medial|lateral|proximal|distal|anterior|posterior|superior|inferior|radial)"
NUMBER = r"\d+(?:[.,]\d+)?"
UNIT = r"(?:mm|cm)"

PATTERNS = {
    "histology": r"\b(?P<type>(?:(?:de|well |poorly )differentiated |pleomorphic |myxoid |epithelioid |spindle cell )?(?:leiomyo|lipo|myxofibro|rhabdomyo|angio|fibro|chondro|synovial |epithelioid |pleomorphic )sarcoma|malignant peripheral nerve sheath tumou?r|solitary fibrous tumou?r)\b",
    "grade": r"\bgrade\s*(?:\(FNCLCC\))?[ .:]*(?P<grade>[123]|I{1,3})\b(?:\s*(?:of|/)\s*3)?",
    "grade_components": r"differentiation\D{0,12}(?P<differentiation>[123])\D{1,20}mito\w+\D{0,12}(?P<mitoses>[123])\D{1,20}necrosis\D{0,12}(?P<necrosis>[012])",
    "size": rf"\b(?P<a>{NUMBER})\s*(?:{UNIT})?\s*(?:x|×|by)\s*(?P<b>{NUMBER})\s*(?:{UNIT})?(?:\s*(?:x|×|by)\s*(?P<c>{NUMBER}))?\s*(?P<unit>{UNIT})\b",
    "greatest_dimension": rf"(?:size|measur\w+|diameter|dimension)[^.\n]{{0,40}}?(?P<value>{NUMBER})\s*(?P<unit>{UNIT})\b",
    "depth": r"\b(?P<depth>subfascial|suprafascial|deep[- ]seated|deep to the fascia|beneath the deep fascia|below the deep fascia|intramuscular|subcutaneous|superficial)\b",
    "margin_status": rf"\b(?:(?P<site>{MARGIN}) )?margins?\b[^.\n]{{0,30}}?\b(?P<status>not involved|uninvolved|involved|positive|negative|free|clear)\b",
    "margin_distance": rf"(?P<value>{NUMBER})\s*(?P<unit>{UNIT})\s+(?:from|of|to)\s+the\s+(?:closest |nearest )?(?P<site>{MARGIN})\s+(?:margin|edge|surface)",
    "closest_margin": rf"(?:closest|nearest|smallest)[^.\n]{{0,40}}?(?P<site>{MARGIN})[^.\n]{{0,20}}?(?P<value>{NUMBER})\s*(?P<unit>{UNIT})",
    "mitotic_rate": rf"(?P<value>\d+)\s*(?:mitoses|mitotic figures)?\s*(?:per|/|in)\s*10\s*(?:HPF|high[- ]power fields)",
    "necrosis": r"\bnecro\w+\b[^.\n]{0,40}?(?P<value>\d{1,3}\s*%|absent|not (?:identified|seen)|none|present)",
    "invasion": r"\b(?P<kind>lympho?vascular|vascular|perineural|intraneural)\s+invasion\b[^.\n]{0,20}?(?P<status>not identified|not seen|absent|none|present|suspected)|\bno (?P<negated>lymphovascular|vascular|perineural) invasion",
    "nodes": r"\b(?P<positive>\d{1,2})\s*/\s*(?P<examined>\d{1,2})\b|lymph nodes?[^.\n]{0,30}?(?P<status>none submitted|not sampled|none found|free|no metastasis)",
    "stage": r"\b(?P<prefix>y?r?)(?P<t>pT[0-4X][a-d]?)[ ,]*(?P<n>p?N[0-3X])?",
    "stain": rf"\b(?P<marker>{MARKER})(?![\w-])\s*(?::|\(|is|are|shows?)?\s*(?P<result>[+-]|(?:diffusely |focally |weakly |strongly )?(?:positive|negative)|pos\b|neg\b|no staining|[0-3]\+)",
    "proliferation": r"\b(?:Ki-?67|MIB-?1)\b[^.\n]{0,40}?(?P<percent>\d{1,3})\s*%",
}
COMPILED = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in PATTERNS.items()]


def extract(report):
    """The record of one report: every hit of every field, with its groups and its place."""
    text = report["text"]
    record = {"id": report["id"]}
    for name, pattern in COMPILED:
        hits = []
        for match in pattern.finditer(text):
            hit = {key: value for key, value in match.groupdict().items() if value}
            hit["span"] = match.span()
            hits.append(hit)
        if hits:
            record[name] = hits
    return record


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines]
    began = time.process_time()
    for report in reports:
        sys.stdout.write(json.dumps(extract(report), ensure_ascii=False) + "\n")
    seconds = time.process_time() - began
    json.dump({"reports": len(reports), "cpu_seconds": seconds}, sys.stderr)


if __name__ == "__main__":
    main()
