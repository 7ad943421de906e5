#include "extractor/text/source_naaccr.h"

#include <map>
#include <string>
#include <utility>

#include "extractor/text/decode.h"
#include "extractor/text/source_fields.h"
#include "extractor/text/source_xml.h"
#include "extractor/text/xml_records.h"
#include "extractor/text/xml_scan.h"

namespace pathex {
namespace {

class Reader {
 public:
  Reader(const XmlTree& tree, const Decoded& decoded, std::string_view path,
         const ReadOptions& options)
      : t_(tree), decoded_(decoded), path_(path), options_(options), tables_(TablesOf(options)) {}

  std::vector<Source> Run() {
    for (int32_t root = 0; root >= 0; root = t_.nodes[root].next) {
      prefix_ = t_.Prefix(root);
      if (Is(root, "NaaccrData")) Patients(root);
      if (Is(root, "Patient")) Patient(root);
    }
    SpreadXmlFaults(t_, path_, ranges_, &sources_);  // damage belongs to the tumour it is in
    MakeIdsUnique(&sources_);
    return std::move(sources_);
  }

 private:
  using Items = std::map<std::string, std::string, std::less<>>;

  // Elements of the root's namespace only.
  bool Is(int32_t node, std::string_view name) const {
    return t_.nodes[node].kind == XmlKind::kElement && t_.LocalName(node) == name &&
           t_.Prefix(node) == prefix_;
  }

  void Patients(int32_t root) {
    for (int32_t i = t_.nodes[root].first_child; i >= 0; i = t_.nodes[i].next) {
      if (Is(i, "Patient")) Patient(i);
    }
  }

  void Patient(int32_t patient) {
    ++patient_number_;
    tumor_number_ = 0;
    Items items;
    for (int32_t i = t_.nodes[patient].first_child; i >= 0; i = t_.nodes[i].next) {
      if (Is(i, "Item")) AddItem(i, &items);
    }
    Tumors(patient, patient, items);
  }

  // A patient whose end tag is missing swallows the next one: go on inside.
  void Tumors(int32_t node, int32_t patient, const Items& items) {
    for (int32_t i = t_.nodes[node].first_child; i >= 0; i = t_.nodes[i].next) {
      if (Is(i, "Tumor")) {
        Tumor(i, patient, items);
        Tumors(i, patient, items);
      } else if (Is(i, "Patient")) {
        Patient(i);
      }
    }
  }

  std::string ItemId(int32_t item) const {
    std::string id = t_.AttributeValue(item, "naaccrId");
    if (!id.empty()) return id;
    return tables_.Get("naaccr.numbers", t_.AttributeValue(item, "naaccrNum"));
  }

  // The item's own characters; a child element (an item whose end tag is missing) ends them.
  void AppendOwnText(int32_t item, TextBuilder* out) const {
    for (int32_t i = t_.nodes[item].first_child; i >= 0; i = t_.nodes[i].next) {
      const XmlNode& child = t_.nodes[i];
      if (child.kind == XmlKind::kElement) {
        if (Is(i, "Item") || Is(i, "Tumor") || Is(i, "Patient")) return;
        continue;  // an extension in a foreign namespace
      }
      child.kind == XmlKind::kText ? AppendXmlText(child.range, out)
                                   : out->CopyLines(child.range.begin, child.range.end);
    }
  }

  std::string ItemValue(int32_t item) const {
    TextBuilder out(t_.text);
    AppendOwnText(item, &out);
    return std::string(Trim(out.text(), {0, out.text().size()}).In(out.text()));
  }

  void AddItem(int32_t item, Items* items) const {
    const std::string id = ItemId(item);
    if (!id.empty()) items->emplace(id, ItemValue(item));
  }

  void Tumor(int32_t tumor, int32_t patient, const Items& patient_items) {
    ++tumor_number_;
    Source source = StartSource(path_, "naaccr", options_.language);
    source.media_type = "application/xml";
    source.encoding = decoded_.encoding;
    Items items = patient_items;
    const std::string where = "/NaaccrData/Patient[" + std::to_string(patient_number_) +
                              "]/Tumor[" + std::to_string(tumor_number_) + "]";
    Texts(tumor, where, &items, &source);
    SetId(items, &source);
    for (const auto& [id, value] : items) {
      const std::string* kind = tables_.Find("naaccr.dates", id);
      if (kind != nullptr) AddDate(*kind, value, &source);
    }
    if (HasText(source)) {
      Sex(patient, where, &source);
    } else {
      AddDiagnostic(Severity::kWarning, "S046", where, "record holds no text item", &source);
    }
    ranges_.push_back(t_.nodes[tumor].range);
    sources_.push_back(std::move(source));
  }

  void Texts(int32_t parent, const std::string& where, Items* items, Source* source) {
    for (int32_t i = t_.nodes[parent].first_child; i >= 0; i = t_.nodes[i].next) {
      if (!Is(i, "Item")) continue;
      const std::string id = ItemId(i);
      const std::string* section = tables_.Find("naaccr.text_items", id);
      if (section == nullptr) {
        if (!id.empty()) (*items)[id] = ItemValue(i);
      } else {
        TextBuilder text(t_.text);
        AppendOwnText(i, &text);
        if (!Trim(text.text(), {0, text.text().size()}).empty()) {
          Part part;
          part.locator = where + "/Item[@naaccrId='" + id + "']";
          part.section = *section;
          text.MoveTo(&part, &decoded_.map);
          source->parts.push_back(std::move(part));
        }
      }
      Texts(i, where, items, source);  // items inside an unclosed item
    }
  }

  void SetId(const Items& items, Source* source) const {
    for (const std::string& name : tables_.List("naaccr.id_items")) {
      const auto found = items.find(name);
      if (found == items.end() || found->second.empty()) continue;
      source->id = found->second;
      return;
    }
    std::string id;
    for (const std::string& name : tables_.List("naaccr.fallback_id_items")) {
      const auto found = items.find(name);
      if (found == items.end() || found->second.empty()) continue;
      id += (id.empty() ? "" : "-") + found->second;
    }
    if (!id.empty()) source->id = id;
  }

  void Sex(int32_t patient, const std::string& where, Source* source) const {
    for (int32_t i = t_.nodes[patient].first_child; i >= 0; i = t_.nodes[i].next) {
      if (!Is(i, "Item")) continue;
      const std::string id = ItemId(i);
      const StatementRule* rule = tables_.FindStatement("naaccr.statements", id);
      if (rule == nullptr) continue;
      TextBuilder text(t_.text);
      AppendOwnText(i, &text);
      AppendStatedValue(*rule, ItemValue(i), where + "/../Item[@naaccrId='" + id + "']", &text,
                        decoded_.map, source);
    }
  }

  const XmlTree& t_;
  const Decoded& decoded_;
  const std::string path_;
  const ReadOptions& options_;
  const FormatTables& tables_;
  std::string_view prefix_;
  size_t patient_number_ = 0, tumor_number_ = 0;
  std::vector<Source> sources_;
  std::vector<Range> ranges_;  // of each source's Tumor
};

}  // namespace

bool LooksLikeNaaccr(std::string_view bytes, std::string_view) {
  return HasXmlTag(bytes, {"NaaccrData"});
}

Result<std::vector<Source>> ReadNaaccr(std::string_view bytes, std::string_view path,
                                       const ReadOptions& options) {
  const Decoded decoded =
      DecodeText(bytes, options.encoding.empty() ? DeclaredXmlEncoding(bytes) : options.encoding);
  const XmlTree tree = ScanXml(decoded.text, {options.limits.xml_depth, options.limits.xml_nodes});
  if (tree.nodes.empty()) return Error{"S045", std::string(path), "no XML element found"};
  std::vector<Source> sources = Reader(tree, decoded, path, options).Run();
  if (sources.empty()) {
    const std::string reason = tree.faults.empty() ? "" : " (" + tree.faults.front().message + ")";
    return Error{"S045", std::string(path), "no Tumor element found" + reason};
  }
  return WithinLimits(std::move(sources), path, options);
}

}  // namespace pathex
