#include "extractor/text/fhir_report.h"

#include <algorithm>
#include <set>
#include <utility>

#include "extractor/text/fhir_observation.h"
#include "extractor/text/payload.h"
#include "extractor/text/source_fields.h"
#include "extractor/text/xhtml_text.h"

namespace pathex {
namespace {

constexpr size_t kDeepestSection = 20;

class DocumentReader {
 public:
  DocumentReader(const FhirContext& context, std::vector<Source>* sources,
                 std::vector<std::string>* keys)
      : c_(context), t_(*context.tree), sources_(sources), keys_(keys) {}

  void Run() {
    for (int32_t resource : t_.resources()) {
      if (t_.type(resource) == "DiagnosticReport") Report(resource);
    }
    const bool has_reports = !sources_->empty();
    for (int32_t resource : t_.resources()) {
      if (t_.type(resource) == "Composition") Composition(resource, has_reports);
    }
    for (int32_t resource : t_.resources()) {
      if (t_.type(resource) == "DocumentReference" && used_.count(resource) == 0) {
        DocumentReference(resource);
      }
    }
    for (int32_t resource : t_.resources()) {
      if (t_.type(resource) == "Binary" && used_.count(resource) == 0) Binary(resource);
    }
    if (sources_->empty()) LooseObservations();
  }

 private:
  std::string Value(int32_t node, std::initializer_list<std::string_view> names) const {
    return t_.Value(t_.Path(node, names));
  }

  Source Start(int32_t resource) const {
    Source source = StartSource(c_.path, "fhir", c_.options->language);
    source.media_type = t_.xml() != nullptr ? "application/fhir+xml" : "application/fhir+json";
    source.encoding = c_.encoding;
    const std::string id = Value(resource, {"id"});
    if (!id.empty()) source.id = id;
    return source;
  }

  void Finish(Source source, const std::string& accession, int32_t resource) {
    if (!HasText(source)) {
      if (source.status != "withdrawn") {
        AddDiagnostic(Severity::kError, "S047", t_.Locator(resource),
                      "no text could be read from this resource", &source);
      }
    } else {
      AppendSex(resource, &source);
    }
    keys_->push_back(accession);
    sources_->push_back(std::move(source));
  }

  // Entered in error: an outcome, but no text.
  bool IsWithdrawn(int32_t resource, Source* source) const {
    const std::string status = Value(resource, {"status"});
    source->status = c_.tables->Get("fhir.report_status", status);
    if (!c_.tables->Has("fhir.withdrawn", status)) return false;
    source->status = "withdrawn";
    AddDiagnostic(Severity::kWarning, "S037", t_.Locator(resource),
                  "resource is marked as entered in error or cancelled; its text is not used",
                  source);
    return true;
  }

  // ---- ids and dates ----

  // identifier of type ACSN, else the accession of a specimen.
  std::string Accession(int32_t resource, Source* source) const {
    for (int32_t i = t_.Child(resource, "identifier"); i >= 0; i = t_.Next(i)) {
      for (int32_t c = t_.Path(i, {"type", "coding"}); c >= 0; c = t_.Next(c)) {
        if (Value(c, {"code"}) == "ACSN") return Value(i, {"value"});
      }
    }
    std::string accession;
    for (int32_t s = t_.Child(resource, "specimen"); s >= 0; s = t_.Next(s)) {
      const int32_t specimen = t_.Resolve(s);
      if (specimen < 0) continue;
      AddDate("collected", Value(specimen, {"collection", "collectedDateTime"}), source);
      AddDate("collected", Value(specimen, {"collection", "collectedPeriod", "start"}), source);
      AddDate("received", Value(specimen, {"receivedTime"}), source);
      if (accession.empty()) accession = Value(specimen, {"accessionIdentifier", "value"});
    }
    return accession;
  }

  void SetId(int32_t resource, const std::string& accession, Source* source) const {
    const std::string identifier = Value(resource, {"identifier", "value"});
    if (!accession.empty()) {
      source->id = accession;
    } else if (!identifier.empty() && identifier.size() <= 200) {
      source->id = identifier;
    }
  }

  // ---- text ----

  void AddPart(std::string locator, std::string section, std::string title, TextBuilder* text,
               Source* source) const {
    if (text->empty()) return;
    Part part;
    part.locator = std::move(locator);
    part.section = std::move(section);
    part.title = std::move(title);
    text->MoveTo(&part, c_.outer);
    source->parts.push_back(std::move(part));
  }

  // Narrative of `owner`.text.div.
  void AddNarrative(int32_t owner, const std::string& section, const std::string& title,
                    Source* source) const {
    const int32_t div = t_.Path(owner, {"text", "div"});
    if (div < 0) return;
    TextBuilder text(t_.text());
    size_t struck = 0;
    if (t_.xml() != nullptr) {
      struck = AppendXhtml(*t_.xml(), t_.nodes()[div].xml, &text);
    } else {
      // XHTML inside a JSON string: decoded, rendered, and both steps undone for each place.
      TextBuilder decoded(t_.text());
      t_.AppendValue(div, &decoded);
      Part markup;
      decoded.MoveTo(&markup);
      const XmlTree tree =
          ScanXml(markup.text, {c_.options->limits.xml_depth, c_.options->limits.xml_nodes});
      if (tree.nodes.empty()) return;
      TextBuilder rendered(markup.text);
      struck = AppendXhtml(tree, 0, &rendered);
      Part inner;
      rendered.MoveTo(&inner, &markup.to_file);
      text.AppendMapped(inner.text, inner.to_file);
    }
    if (struck > 0) {
      AddDiagnostic(Severity::kInfo, "S056", t_.Locator(div),
                    std::to_string(struck) + " struck-through pieces were left out", source);
    }
    AddPart(t_.Locator(div), section, title, &text, source);
  }

  // One Attachment: its data, or the Binary of this Bundle it names.
  bool AddAttachment(int32_t attachment, const std::string& section, Source* source) {
    int32_t data = t_.Child(attachment, "data");
    std::string type = Value(attachment, {"contentType"});
    const std::string url = Value(attachment, {"url"});
    if (data < 0 && !url.empty()) {
      for (int32_t resource : t_.resources()) {
        const std::string id = Value(resource, {"id"});
        if (t_.type(resource) != "Binary" || id.empty()) continue;
        if (!url.ends_with("Binary/" + id) &&
            url != Value(t_.nodes()[resource].parent, {"fullUrl"})) {
          continue;
        }
        used_.insert(resource);
        data = t_.Child(resource, "data");
        if (type.empty()) type = Value(resource, {"contentType"});
      }
    }
    if (data < 0) {
      AddDiagnostic(Severity::kWarning, "S048", t_.Locator(attachment),
                    "attachment is outside this file and is not fetched", source);
      return false;
    }
    PayloadPlace place;
    place.locator = t_.Locator(data);
    place.section = section;
    place.title = Value(attachment, {"title"});
    place.media_type = type.substr(0, type.find(';'));
    const size_t charset = type.find("charset=");
    if (charset != std::string::npos) place.encoding = type.substr(charset + 8);
    const std::string_view raw = t_.nodes()[data].value.In(t_.text());
    return ReadBase64Payload(raw, place, *c_.options, source);
  }

  // Forms are equivalent: those of the first kind that gives text.
  bool AddForms(int32_t report, const std::string& section, Source* source) {
    std::vector<std::pair<size_t, int32_t>> forms;
    const std::vector<std::string>& order = c_.tables->List("fhir.form_order");
    for (int32_t f = t_.Child(report, "presentedForm"); f >= 0; f = t_.Next(f)) {
      const std::string type = Value(f, {"contentType"});
      const std::string bare = type.substr(0, type.find_first_of("; "));
      const auto rank = std::find(order.begin(), order.end(), bare) - order.begin();
      forms.emplace_back(static_cast<size_t>(rank), f);
    }
    std::stable_sort(forms.begin(), forms.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    bool any = false;
    for (size_t i = 0; i < forms.size(); ++i) {
      if (any && forms[i].first != forms[i - 1].first) break;
      any = AddAttachment(forms[i].second, section, source) || any;
    }
    return any;
  }

  // ---- resources ----

  void Report(int32_t report) {
    Source source = Start(report);
    const std::string accession = Accession(report, &source);
    SetId(report, accession, &source);
    AddDate("effective", Value(report, {"effectiveDateTime"}), &source);
    AddDate("effective", Value(report, {"effectivePeriod", "start"}), &source);
    AddDate("reported", Value(report, {"issued"}), &source);
    if (IsWithdrawn(report, &source)) return Finish(std::move(source), accession, report);
    const std::string section =
        FhirSectionOf(t_, *c_.tables, t_.Child(report, "code"), "loinc.documents");
    bool any = AddForms(report, section, &source);
    const int32_t conclusion = t_.Child(report, "conclusion");
    if (conclusion >= 0 && !any) {
      TextBuilder text(t_.text());
      t_.AppendValue(conclusion, &text);
      any = !text.empty();
      AddPart(t_.Locator(conclusion), c_.tables->Get("fhir.elements", "conclusion"), "", &text,
              &source);
    }
    FhirObservations observations(t_, *c_.tables, c_.outer, &source);
    for (int32_t r = t_.Child(report, "result"); r >= 0; r = t_.Next(r)) {
      observations.Add(t_.Resolve(r));
    }
    observations.Flush();
    if (!HasText(source)) AddNarrative(report, section, "", &source);
    Finish(std::move(source), accession, report);
  }

  void Sections(int32_t owner, size_t depth, FhirObservations* observations, Source* source) {
    if (depth > kDeepestSection) return;
    for (int32_t s = t_.Child(owner, "section"); s >= 0; s = t_.Next(s)) {
      observations->Flush();
      AddNarrative(s, FhirSectionOf(t_, *c_.tables, t_.Child(s, "code"), "loinc.sections"),
                   Value(s, {"title"}), source);
      for (int32_t e = t_.Child(s, "entry"); e >= 0; e = t_.Next(e)) {
        observations->Add(t_.Resolve(e));
      }
      Sections(s, depth + 1, observations, source);
    }
  }

  void Composition(int32_t composition, bool has_reports) {
    Source source = Start(composition);
    SetId(composition, "", &source);
    AddDate("reported", Value(composition, {"date"}), &source);
    if (!IsWithdrawn(composition, &source)) {
      FhirObservations observations(t_, *c_.tables, c_.outer, &source);
      Sections(composition, 0, &observations, &source);
      observations.Flush();
    }
    // The frame around reports that were read already.
    if (has_reports && !HasText(source)) return;
    Finish(std::move(source), "", composition);
  }

  void DocumentReference(int32_t document) {
    Source source = Start(document);
    SetId(document, Value(document, {"masterIdentifier", "value"}), &source);
    AddDate("reported", Value(document, {"date"}), &source);
    if (!IsWithdrawn(document, &source)) {
      const std::string section =
          FhirSectionOf(t_, *c_.tables, t_.Child(document, "type"), "loinc.documents");
      for (int32_t c = t_.Child(document, "content"); c >= 0; c = t_.Next(c)) {
        if (AddAttachment(t_.Child(c, "attachment"), section, &source)) break;
      }
    }
    const std::string id = source.id;
    Finish(std::move(source), id, document);
  }

  void Binary(int32_t binary) {
    Source source = Start(binary);
    PayloadPlace place;
    const int32_t data = t_.Child(binary, "data");
    place.locator = t_.Locator(data);
    place.media_type = Value(binary, {"contentType"});
    if (data >= 0) {
      ReadBase64Payload(t_.nodes()[data].value.In(t_.text()), place, *c_.options, &source);
    }
    Finish(std::move(source), "", binary);
  }

  void LooseObservations() {
    Source source = Start(0);
    FhirObservations observations(t_, *c_.tables, c_.outer, &source);
    for (int32_t resource : t_.resources()) observations.Add(resource);
    observations.Flush();
    if (HasText(source)) Finish(std::move(source), "", 0);
  }

  // Sex of the subject, or of the only patient; nothing else of a Patient is read.
  void AppendSex(int32_t resource, Source* source) const {
    int32_t patient = t_.Resolve(t_.Child(resource, "subject"));
    if (patient < 0) {
      size_t count = 0;
      for (int32_t r : t_.resources()) {
        if (t_.type(r) != "Patient") continue;
        patient = r;
        ++count;
      }
      if (count != 1) return;
    }
    const int32_t gender = t_.Child(patient, "gender");
    const StatementRule* rule = c_.tables->FindStatement("fhir.statements", "Patient.gender");
    const std::string code = t_.Value(gender);
    Statement statement;
    if (rule == nullptr || code.empty() || !MakeStatement(*rule, {code, code, ""}, &statement)) {
      return;
    }
    TextBuilder text(t_.text());
    t_.AppendValue(gender, &text);
    statement.part = source->parts.size();
    statement.end = text.size();
    AddPart(t_.Locator(gender), "", "", &text, source);
    source->statements.push_back(std::move(statement));
  }

  const FhirContext& c_;
  const FhirTree& t_;
  std::vector<Source>* sources_;
  std::vector<std::string>* keys_;
  std::set<int32_t> used_;  // resources that are part of another one's text
};

}  // namespace

void AppendFhirReports(const FhirContext& context, std::vector<Source>* sources,
                       std::vector<std::string>* keys) {
  std::vector<Source> own;
  std::vector<std::string> own_keys;
  DocumentReader(context, &own, &own_keys).Run();
  std::move(own.begin(), own.end(), std::back_inserter(*sources));
  std::move(own_keys.begin(), own_keys.end(), std::back_inserter(*keys));
}

}  // namespace pathex
