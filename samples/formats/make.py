#!/usr/bin/env python3
"""Writes the sample files of this folder: one invented case in every format that can be read.

    python3 samples/formats/make.py        # from the top of the project

The files are part of the project; this script is how they were made and how they are changed. Its
output is the same every time.
"""
import base64
import bz2
import gzip
import io
import json
import pathlib
import tarfile
import zipfile
from xml.sax.saxutils import escape, quoteattr

HERE = pathlib.Path(__file__).parent

# (section id, heading, LOINC code, NAACCR item, lines)
SECTIONS = [
    ("clinical", "CLINICAL HISTORY", "22636-5", "textPathClinicalHistory", [
        "61-year-old woman with a deep mass of the left thigh that grew over eight months.",
        "No radiotherapy or chemotherapy was given before surgery; the tumor is treatment-na\u00efve.",
    ]),
    ("specimen", "SPECIMEN", "22633-2", "textPathNatureOfSpecimens", [
        "Left thigh, wide excision.",
    ]),
    ("gross", "GROSS DESCRIPTION", "22634-0", "textPathGrossPathology", [
        "Received fresh is an oriented resection of 14.5 x 9.0 x 7.5 cm with an ellipse of skin.",
        "On section a firm, white & tan tumor of 6.2 \u00d7 5.1 \u00d7 4.8 cm lies in the vastus lateralis.",
        "It is 0.4 cm from the deep margin and > 2 cm from all other margins.",
        "Necrosis takes up < 10% of the cut surface.",
    ]),
    ("microscopy", "MICROSCOPIC DESCRIPTION", "22635-7", "textPathMicroscopicDesc", [
        "Fascicles of spindle cells with blunt-ended nuclei and eosinophilic cytoplasm.",
        "There are 14 mitoses per 10 high-power fields. Tumor necrosis is present (5%).",
        "Lymphovascular invasion is not identified.",
        "The tumor cells are positive for desmin (90%), smooth muscle actin and h-caldesmon.",
        "S100 and CD34 are negative.",
    ]),
    ("diagnosis", "FINAL DIAGNOSIS", "22637-3", "textPathFormalDx", [
        "Left thigh, wide excision: leiomyosarcoma, FNCLCC grade 2 (differentiation 2, mitoses 2, "
        "necrosis 1).",
        "Greatest dimension of the tumor 6.2 cm, deep to the fascia.",
        "All margins are negative; the closest is the deep margin at 0.4 cm (R0).",
        "pT2 pNX.",
    ]),
    ("comment", "COMMENT", "22638-1", "textPathComments", [
        "Presented at the sarcoma conference \u2013 follow-up of the thigh and the lungs is advised.",
    ]),
]
ID = "S24-00417"
PLAIN = "\n\n".join("\n".join([head, *lines]) for _, head, _, _, lines in SECTIONS) + "\n"


def write(path, data):
    target = HERE / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))


# ------------------------------------------------------------------------------------------- HL7 v2

def hl7_escape(text):
    table = {"\\": "\\E\\", "|": "\\F\\", "^": "\\S\\", "&": "\\T\\", "~": "\\R\\"}
    return "".join(table.get(c, c) for c in text)


def hl7_head(kind="ORU^R01^ORU_R01", control="FIC-0001"):
    return [
        "MSH|^~\\&|LIS|EXAMPLE LAB^99D9999999^CLIA|||202403061015||%s|%s|P|2.5.1"
        "|||||||||VOL_V_51_ORU_R01^NAACCR_CP^2.16.840.1.113883.9.8^ISO" % (kind, control),
        "PID|1||000000^^^^MR||Nobody^Fiona||19630102|F|||1 Nowhere Lane^^Nowhere^ZZ^00000",
    ]


def hl7_order(code="11529-5^Surgical Pathology Study Report^LN", status="F"):
    return ("OBR|1||%s^LIS^99D9999999^CLIA|%s|||202403011130|||||||202403011215||||||||"
            "202403061010|||%s" % (ID, code, status))


def hl7_sections():
    lines = hl7_head() + [hl7_order()]
    for n, (_, head, code, _, text) in enumerate(SECTIONS, 1):
        body = "\\.br\\".join(hl7_escape(t) for t in text)
        lines.append("OBX|%d|FT|%s^%s^LN||%s||||||F" % (n, code, head.title(), body))
    return "\r".join(lines) + "\r"


def hl7_lines():
    lines = hl7_head(control="FIC-0002") + [hl7_order()]
    for n, text in enumerate(PLAIN.rstrip("\n").split("\n"), 1):
        lines.append("OBX|%d|TX|||%s||||||F" % (n, hl7_escape(text)))
    return "\r\n".join(lines) + "\r\n"


def hl7_payload():
    data = base64.b64encode(rtf()).decode()
    lines = hl7_head(control="FIC-0003") + [hl7_order()]
    lines.append("OBX|1|ED|11529-5^Surgical Pathology Study Report^LN||^TEXT^RTF^Base64^%s||||||F" % data)
    return "\n".join(lines) + "\n"


def hl7_document():
    lines = hl7_head("MDM^T02^MDM_T02", "FIC-0004")
    lines.append("TXA|1|11529-5^Surgical Pathology Study Report^LN|TX|202403061010||202403061010||||||"
                 "%s|||||AU" % ID)
    body = "\\X0D\\\\X0A\\".join(hl7_escape(t) for t in PLAIN.rstrip("\n").split("\n"))
    lines.append("OBX|1|TX|11529-5^Report^LN||%s||||||F" % body)
    return "\x0b" + "\r".join(lines) + "\r\x1c\r"


# --------------------------------------------------------------------------------------------- FHIR

def fhir_report(**more):
    report = {
        "resourceType": "DiagnosticReport", "id": "report-1",
        "identifier": [{"type": {"coding": [{"code": "ACSN"}]}, "value": ID}],
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "11529-5"}]},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2024-03-01", "issued": "2024-03-06T10:10:00Z",
    }
    report.update(more)
    return report


def fhir_patient():
    return {"resourceType": "Patient", "id": "p1", "name": [{"family": "Nobody"}],
            "gender": "female", "birthDate": "1963-01-02"}


def fhir_bundle(resources):
    return {"resourceType": "Bundle", "type": "collection", "entry": [
        {"fullUrl": "http://example.org/fhir/%s/%s" % (r["resourceType"], r["id"]), "resource": r}
        for r in resources]}


def fhir_sections():
    observations = [{
        "resourceType": "Observation", "id": "o%d" % n, "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": code, "display": head.title()}]},
        "valueString": "\n".join(text),
    } for n, (_, head, code, _, text) in enumerate(SECTIONS, 1)]
    report = fhir_report(result=[{"reference": "Observation/" + o["id"]} for o in observations])
    return fhir_bundle([fhir_patient(), report] + observations)


def fhir_xml(resource):
    def element(name, value):
        if isinstance(value, list):
            return "".join(element(name, v) for v in value)
        if not isinstance(value, dict):
            text = quoteattr(str(value), {"\n": "&#10;"})
            return "<%s value=%s/>" % (name, text)
        if "resourceType" in value:
            return "<%s>%s</%s>" % (name, whole(value), name)
        return "<%s>%s</%s>" % (name, "".join(element(k, v) for k, v in value.items()), name)

    def whole(r):
        inner = "".join(element(k, v) for k, v in r.items() if k != "resourceType")
        return '<%s xmlns="http://hl7.org/fhir">%s</%s>' % (r["resourceType"], inner, r["resourceType"])

    return '<?xml version="1.0" encoding="UTF-8"?>\n' + whole(resource) + "\n"


# ------------------------------------------------------------------------------------ other XML

def naaccr():
    items = "\n".join('      <Item naaccrId="%s">%s</Item>' % (item, escape("\n".join(text)))
                      for _, _, _, item, text in SECTIONS)
    return """<?xml version="1.0" encoding="UTF-8"?>
<NaaccrData baseDictionaryUri="http://naaccr.org/naaccrxml/naaccr-dictionary-240.xml" recordType="A"
    specificationVersion="1.7" xmlns="http://naaccr.org/naaccrxml">
  <Item naaccrId="registryId">0000009999</Item>
  <Patient>
    <Item naaccrId="patientIdNumber">00000417</Item>
    <Item naaccrId="nameLast">NOBODY</Item>
    <Item naaccrId="sex">2</Item>
    <Tumor>
      <Item naaccrId="recordDocumentId">%s</Item>
      <Item naaccrId="pathDateSpecCollect1">20240301</Item>
%s
    </Tumor>
  </Patient>
</NaaccrData>
""" % (ID, items)


def obds():
    return """<?xml version="1.0" encoding="UTF-8"?>
<oBDS xmlns="http://www.basisdatensatz.de/oBDS/XML" Schema_Version="3.0.4">
  <Meldedatum>2024-03-06</Meldedatum>
  <Menge_Patient>
    <Patient Patient_ID="F-417">
      <Patienten_Stammdaten>
        <Nachname>Niemand</Nachname>
        <Geschlecht>W</Geschlecht>
        <Geburtsdatum Datumsgenauigkeit="E">1963-01-02</Geburtsdatum>
      </Patienten_Stammdaten>
      <Menge_Meldung>
        <Meldung Meldung_ID="M-1" Melder_ID="X">
          <Pathologie>
            <Histologie>
              <Tumor_Histologiedatum Datumsgenauigkeit="E">2024-03-01</Tumor_Histologiedatum>
              <Histologie_EinsendeNr>%s</Histologie_EinsendeNr>
            </Histologie>
            <Befundtext>*** Pathobericht: Hauptbefund ***
%s*** Ende Pathobericht: Hauptbefund ***</Befundtext>
          </Pathologie>
        </Meldung>
      </Menge_Meldung>
    </Patient>
  </Menge_Patient>
</oBDS>
""" % (ID, escape(PLAIN))


def cda():
    parts = "".join("""
      <component><section>
        <code code="%s" codeSystem="2.16.840.1.113883.6.1"/>
        <title>%s</title>
        <text>%s</text>
      </section></component>""" % (code, head.title(),
                                   "<br/>".join(escape(t) for t in text))
                    for _, head, code, _, text in SECTIONS)
    return """<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3">
  <id root="1.2.3.4" extension="%s"/>
  <code code="11526-1" codeSystem="2.16.840.1.113883.6.1"/>
  <effectiveTime value="20240306101000+0000"/>
  <component><structuredBody>%s
  </structuredBody></component>
</ClinicalDocument>
""" % (ID, parts)


def cda_body():
    data = base64.b64encode(rtf()).decode()
    return """<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3">
  <id root="1.2.3.4" extension="%s"/>
  <recordTarget><patientRole><patient><name><given>Fiona</given><family>Nobody</family></name>
    <birthTime value="19630102"/></patient></patientRole></recordTarget>
  <component><nonXMLBody><text mediaType="text/rtf" representation="B64">%s</text></nonXMLBody></component>
</ClinicalDocument>
""" % (ID, data)


def kith():
    codes = {"gross": "MA", "microscopy": "MI", "diagnosis": "VU"}
    items = "".join("""
        <ResultItem><Investigation><Id V="%s" DN="%s"/></Investigation>
          <TextResult><TextResultValue>%s</TextResultValue></TextResult></ResultItem>""" %
                    (codes[section], head.title(), escape("\n".join(text)))
                    for section, head, _, _, text in SECTIONS if section in codes)
    rest = "".join("""
        <ResultItem><TextResult><Heading V="%s" DN="%s"/><TextResultValue>%s</TextResultValue></TextResult></ResultItem>""" %
                   (section, head.title(), escape("%s\n%s" % (head, "\n".join(text))))
                   for section, head, _, _, text in SECTIONS if section in ("specimen", "comment"))
    clinical = "\n".join(SECTIONS[0][4])
    return """<?xml version="1.0" encoding="UTF-8"?>
<MsgHead xmlns="http://example.org/msghead">
  <MsgInfo><MsgId>M-1</MsgId></MsgInfo>
  <Document><RefDoc><Content><Message xmlns="http://example.org/svarrapport">
    <ServReport>
      <ServType V="N"/><IssueDate V="2024-03-06T10:10:00"/><Status V="F"/><ServProvId>%s</ServProvId>
      <Patient><Name>Fiona Nobody</Name><DateOfBirth V="1963-01-02"/>
      <ResultItem>%s
      </ResultItem></Patient>
      <ServReq><ReasonAsText><TextResultValue>%s</TextResultValue></ReasonAsText></ServReq>
    </ServReport>
  </Message></Content></RefDoc></Document>
</MsgHead>
""" % (ID, items + rest, escape(clinical))


def vista():
    return """<?xml version="1.0" encoding="utf-8"?>
<ArrayOfLabReportTO>
  <LabReportTO>
    <id>7</id>
    <specimen><accessionNum>%s</accessionNum><collectionDate>3240301</collectionDate></specimen>
    <author><name>NOBODY,FIONA</name></author>
    <text>|TAB||NOWRAP|
%s</text>
  </LabReportTO>
</ArrayOfLabReportTO>
""" % (ID, escape(PLAIN))


def report_xml():
    parts = "".join('\n  <section code="%s" title="%s">%s</section>' %
                    (code, head.title(), escape("\n".join(text)))
                    for _, head, code, _, text in SECTIONS)
    return """<?xml version="1.0" encoding="UTF-8"?>
<report>
  <id>%s</id><date>2024-03-06</date><status>final</status>%s
</report>
""" % (ID, parts)


# --------------------------------------------------------------------------------- tables, RTF, PDF

def csv():
    def quoted(t):
        return '"' + t.replace('"', '""') + '"'
    return "report_id,report_date,report_text\r\n%s,2024-03-06,%s\r\n" % (ID, quoted(PLAIN))


def jsonl():
    return json.dumps({"report_id": ID, "report_date": "2024-03-06", "report_text": PLAIN}) + "\n"


def rtf():
    out = []
    for line in PLAIN.rstrip("\n").split("\n"):
        text = "".join("\\%s" % c if c in "\\{}" else c if ord(c) < 128 else
                       "\\endash " if c == "\u2013" else
                       "\\u%d?" % ord(c) if c == "\u00d7" else "\\'%02x" % ord(c) for c in line)
        out.append(text)
    body = "\\par\n".join(out)
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}\n"
            "{\\*\\generator Nobody;}\\viewkind4\\uc1\\pard\\f0\\fs20 %s\\par\n}\n" % body).encode("ascii")


def pdf():
    lines = []
    for line in PLAIN.rstrip("\n").split("\n"):
        words, row = line.split(" "), ""
        for word in words:
            if len(row) + len(word) > 88:
                lines.append(row)
                row = word
            else:
                row = (row + " " + word).strip()
        lines.append(row)
    pages = [lines[i:i + 24] for i in range(0, len(lines), 24)]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", None,
               "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"]
    kids = []
    for page in pages:
        text = "BT /F1 10 Tf 50 780 Td 14 TL\n" + "".join(
            "(%s) Tj T*\n" % l.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            for l in page) + "ET"
        objects.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Resources "
                       "<< /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (len(objects) + 2))
        kids.append("%d 0 R" % len(objects))
        data = text.encode("cp1252")
        objects.append("<< /Length %d >>\nstream\n%s\nendstream" % (len(data), text))
    objects[1] = "<< /Type /Pages /Kids [%s] /Count %d >>" % (" ".join(kids), len(kids))
    out, offsets = b"%PDF-1.4\n", []
    for n, o in enumerate(objects, 1):
        offsets.append(len(out))
        out += ("%d 0 obj\n%s\nendobj\n" % (n, o)).encode("cp1252")
    start = len(out)
    out += ("xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)).encode()
    out += b"".join(b"%010d 00000 n \n" % o for o in offsets)
    out += ("trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" %
            (len(objects) + 1, start)).encode()
    return out


# ----------------------------------------------------------------------------------------- archives

def make_zip(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members:
            z.writestr(zipfile.ZipInfo(name, (2024, 3, 6, 10, 10, 0)), data)
    return out.getvalue()


def make_tar_gz(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as t:
        for name, data in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            t.addfile(entry, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def main():
    attachment = {"contentType": "text/plain; charset=utf-8",
                  "data": base64.b64encode(PLAIN.encode()).decode()}
    write("text/report.txt", PLAIN)
    write("text/windows-1252.txt", PLAIN.replace("\n", "\r\n").encode("cp1252"))
    write("text/utf-16.txt", PLAIN.encode("utf-16"))
    write("hl7v2/sections.hl7", hl7_sections())
    write("hl7v2/lines.hl7", hl7_lines())
    write("hl7v2/payload.hl7", hl7_payload())
    write("hl7v2/document.hl7", hl7_document())
    write("fhir/form.json", json.dumps(fhir_bundle([fhir_patient(), fhir_report(presentedForm=[attachment])]),
                                       indent=1))
    write("fhir/sections.json", json.dumps(fhir_sections(), indent=1))
    write("fhir/sections.xml", fhir_xml(fhir_sections()))
    write("fhir/form.ndjson", json.dumps(fhir_report(presentedForm=[attachment], contained=[
        fhir_patient()], subject={"reference": "#p1"})) + "\n")
    write("naaccr/abstract.xml", naaccr())
    write("naaccr/abstract.xml.gz", gzip.compress(naaccr().encode(), mtime=0))
    write("obds/meldung.xml", obds())
    write("cda/report.xml", cda())
    write("cda/body.xml", cda_body())
    write("xml/kith.xml", kith())
    write("xml/vista.xml", vista())
    write("xml/report.xml", report_xml())
    write("csv/reports.csv", csv())
    write("csv/reports.tsv", csv().replace(",", "\t", 2).replace(ID + ",2024-03-06,", ID + "\t2024-03-06\t"))
    write("jsonl/reports.jsonl", jsonl())
    write("rtf/report.rtf", rtf())
    write("pdf/report.pdf", pdf())
    write("archive/reports.zip", make_zip([("a/report.txt", PLAIN.encode())]))
    write("archive/reports.tar.gz", make_tar_gz([("a/report.txt", PLAIN.encode())]))
    write("archive/reports.txt.bz2", bz2.compress(PLAIN.encode()))
    write("archive/nested.zip", make_zip([("inner.zip", make_zip([("report.hl7", hl7_sections().encode())]))]))


main()
