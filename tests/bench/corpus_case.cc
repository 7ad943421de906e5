#include "tests/bench/corpus_case.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace pathex {
namespace {

struct Place {
  const char* site;
  const char* compartment;
  const char* tissue;
};

constexpr Place kPlaces[] = {
    {"thigh", "vastus lateralis", "quadriceps"},
    {"calf", "medial gastrocnemius", "gastrocnemius muscle"},
    {"upper arm", "triceps", "triceps muscle"},
    {"forearm", "flexor compartment", "flexor muscles"},
    {"buttock", "gluteus maximus", "gluteal muscle"},
    {"shoulder", "deltoid", "deltoid muscle"},
    {"groin", "adductor compartment", "adductor muscles"},
    {"flank", "retroperitoneum", "psoas muscle"},
    {"popliteal fossa", "popliteal space", "hamstring muscles"},
    {"chest wall", "serratus anterior", "pectoralis muscle"},
    {"foot", "plantar compartment", "plantar muscles"},
    {"axilla", "axillary fat", "latissimus dorsi"},
    {"back", "trapezius", "paraspinal muscles"},
};

struct Type {
  const char* name;
  int differentiation;
};

constexpr Type kTypes[] = {
    {"leiomyosarcoma", 2},
    {"well differentiated leiomyosarcoma", 1},
    {"pleomorphic leiomyosarcoma", 3},
    {"myxofibrosarcoma", 2},
    {"undifferentiated pleomorphic sarcoma", 3},
    {"synovial sarcoma, monophasic", 3},
    {"myxoid liposarcoma", 2},
    {"dedifferentiated liposarcoma", 3},
    {"malignant peripheral nerve sheath tumor", 2},
    {"pleomorphic rhabdomyosarcoma", 3},
    {"angiosarcoma", 3},
    {"epithelioid sarcoma", 3},
    {"low grade fibromyxoid sarcoma", 1},
    {"extraskeletal myxoid chondrosarcoma", 2},
    {"pleomorphic liposarcoma", 3},
    {"spindle cell rhabdomyosarcoma", 3},
    {"malignant solitary fibrous tumor", 2},
    {"fibrosarcoma", 2},
};

const std::vector<std::string>& Margins() {
  static const std::vector<std::string> kMargins = {
      "deep",   "superficial", "medial",    "lateral",  "proximal",
      "distal", "anterior",    "posterior", "superior", "inferior"};
  return kMargins;
}

// "7.2" from 72.
std::string Tenths(int tenths) {
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string Capital(std::string text) {
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

void DrawPlace(Draw* draw, Facts* facts) {
  const Place& place = kPlaces[draw->Below(std::size(kPlaces))];
  (*facts)["side"] = draw->Percent(50) ? "left" : "right";
  (*facts)["site"] = place.site;
  (*facts)["compartment"] = place.compartment;
  (*facts)["tissue"] = place.tissue;
  (*facts)["place"] = (*facts)["side"] + " " + place.site;
  (*facts)["age"] = std::to_string(draw->Between(19, 89));
  static const std::vector<std::string> kProcedures = {
      "wide resection",       "wide excision",     "radical resection",      "marginal excision",
      "compartment excision", "en bloc resection", "re-excision of the scar"};
  (*facts)["procedure"] = draw->Of(kProcedures);
  (*facts)["procedure_capital"] = Capital((*facts)["procedure"]);
  (*facts)["block"] = std::string(1, static_cast<char>('A' + draw->Below(4)));
}

void DrawSize(Draw* draw, Facts* facts) {
  const int greatest = draw->Between(8, 199);  // tenths of a centimetre
  const int second = std::max(4, greatest * draw->Between(45, 98) / 100);
  const int third = std::max(3, second * draw->Between(45, 98) / 100);
  const std::string x = draw->Percent(8) ? "\xc3\x97" : draw->Percent(12) ? "by" : "x";
  const std::string between = x != "by" && draw->Percent(15) ? x : " " + x + " ";
  (*facts)["x"] = x;
  (*facts)["dims"] = Tenths(greatest) + between + Tenths(second) + between + Tenths(third);
  (*facts)["greatest_cm"] = Tenths(greatest);
  (*facts)["greatest_mm"] = std::to_string(greatest);
  const std::string pt = greatest <= 50    ? "pT1"
                         : greatest <= 100 ? "pT2"
                         : greatest <= 150 ? "pT3"
                                           : "pT4";
  static const std::vector<std::string> kNodes = {" pNX", " pN0", "pNX", " Nx", ", pN0"};
  (*facts)["stage"] = pt + draw->Of(kNodes);
}

void DrawGrade(Draw* draw, Facts* facts) {
  const Type& type = kTypes[draw->Below(std::size(kTypes))];
  const int mitoses = draw->Between(0, 45);
  const int mitosis_score = mitoses < 10 ? 1 : mitoses < 20 ? 2 : 3;
  const int necrosis = draw->Percent(40) ? 0 : draw->Between(1, 16) * 5;
  const int necrosis_score = necrosis == 0 ? 0 : necrosis < 50 ? 1 : 2;
  const int total = type.differentiation + mitosis_score + necrosis_score;
  const int grade = total <= 3 ? 1 : total <= 5 ? 2 : 3;
  static const std::vector<std::string> kNone = {"absent", "not identified", "none", "not seen"};
  static const std::vector<std::string> kPresent = {"present, ", "present (about ", "",
                                                    "approximately "};
  (*facts)["histology"] = type.name;
  (*facts)["histology_capital"] = Capital(type.name);
  (*facts)["mitoses"] = std::to_string(mitoses);
  (*facts)["differentiation"] = std::to_string(type.differentiation);
  (*facts)["mitosis_score"] = std::to_string(mitosis_score);
  (*facts)["necrosis_score"] = std::to_string(necrosis_score);
  (*facts)["total"] = std::to_string(total);
  (*facts)["grade"] = std::to_string(grade);
  (*facts)["grade_roman"] = std::string(grade, 'I');
  std::string words = draw->Of(kNone);
  if (necrosis > 0) {
    words = draw->Of(kPresent);
    const bool open = words.ends_with("(about ");
    words += std::to_string(necrosis) + (draw->Percent(50) ? "%" : " %") + (open ? ")" : "");
  }
  (*facts)["necrosis"] = words;
}

void DrawMargins(Draw* draw, InventedCase* invented) {
  Facts& facts = invented->facts;
  std::vector<std::string> names = Margins();
  for (size_t i = names.size(); i > 1; --i) std::swap(names[i - 1], names[draw->Below(i)]);
  invented->involved = draw->Percent(25);
  int distance = invented->involved ? 0 : draw->Percent(15) ? 0 : draw->Between(1, 24);
  const char* const ranks[] = {"closest", "second", "third"};
  for (size_t i = 0; i < 3; ++i) {
    const std::string rank = ranks[i];
    facts[rank] = names[i];
    facts[rank + "_capital"] = Capital(names[i]);
    const bool fraction = distance == 0 && !invented->involved;
    facts[rank + "_mm"] =
        fraction ? "0." + std::to_string(draw->Between(1, 9)) : std::to_string(distance);
    facts[rank + "_cm"] = fraction ? "less than 0.1" : distance == 0 ? "0" : Tenths(distance);
    distance += draw->Between(1, 15);
  }
}

const std::vector<std::vector<std::string>>& Markers() {
  static const std::vector<std::vector<std::string>> kMarkers = {
      {"desmin", "Desmin"},
      {"SMA", "smooth muscle actin", "alpha-SMA", "actin (SMA)"},
      {"h-caldesmon", "H-caldesmon", "caldesmon"},
      {"S100", "S-100", "S100 protein", "S-100 protein"},
      {"CD34", "CD 34"},
      {"CD117", "c-kit", "CD117 (c-kit)"},
      {"DOG1", "DOG-1"},
      {"SOX10", "SOX-10"},
      {"pancytokeratin", "AE1/AE3", "pan-keratin", "cytokeratin AE1/AE3", "keratin"},
      {"EMA", "epithelial membrane antigen"},
      {"MDM2"},
      {"CDK4"},
      {"STAT6"},
      {"myogenin", "Myogenin"},
      {"MyoD1", "MYOD1"},
      {"ERG"},
      {"CD31", "CD 31"},
      {"FLI1", "FLI-1"},
      {"beta-catenin", "Beta-catenin"},
      {"ALK", "ALK1"},
      {"HMB45", "HMB-45"},
      {"Melan-A", "melan A", "MART-1"},
      {"INI1", "SMARCB1", "INI-1 (SMARCB1)"},
      {"TLE1"},
      {"CD99"},
      {"bcl-2", "BCL2", "Bcl2"},
      {"MUC4"},
      {"calponin"},
      {"vimentin", "Vimentin"},
      {"p53"},
      {"p16"},
      {"Rb", "RB1"},
      {"ER", "estrogen receptor"},
      {"PR", "progesterone receptor"},
      {"WT1", "WT-1"},
      {"CD10"},
      {"CD68"},
      {"factor XIIIa"},
      {"GFAP"},
      {"SATB2"},
      {"NKX2.2"},
      {"H3K27me3"},
      {"synaptophysin"},
      {"CD45", "LCA"},
  };
  return kMarkers;
}

void DrawStains(Draw* draw, InventedCase* invented) {
  std::vector<size_t> order(Markers().size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  const size_t count = draw->Between(6, 14);
  for (size_t i = 0; i < count; ++i) {
    std::swap(order[i], order[i + draw->Below(order.size() - i)]);
    Stain stain;
    stain.marker = draw->Of(Markers()[order[i]]);
    stain.result = draw->Percent(40)   ? Stain::kPositive
                   : draw->Percent(25) ? Stain::kFocal
                                       : Stain::kNegative;
    stain.percent =
        stain.result == Stain::kFocal ? draw->Between(1, 6) * 5 : draw->Between(10, 20) * 5;
    invented->stains.push_back(stain);
  }
  invented->stains[0].result = Stain::kPositive;  // every list has both
  invented->stains[1].result = Stain::kNegative;
}

}  // namespace

InventedCase DrawCase(Draw* draw) {
  InventedCase invented;
  DrawPlace(draw, &invented.facts);
  DrawSize(draw, &invented.facts);
  DrawGrade(draw, &invented.facts);
  DrawMargins(draw, &invented);
  DrawStains(draw, &invented);
  return invented;
}

std::vector<std::pair<std::string, std::string>> SynopticLines(const InventedCase& invented,
                                                               Draw* draw) {
  const char* const kLines[][2] = {
      {"Procedure", "$procedure_capital"},
      {"{Tumor site|Site|Tumor Site}", "$side $site"},
      {"{Tumor focality|Focality}", "{Unifocal|Single|Multifocal, 2 nodules}"},
      {"{Tumor size|Size|Tumor Size (greatest dimension)}",
       "{$greatest_cm cm|$dims cm|$greatest_mm mm}"},
      {"{Depth|Tumor depth|Tumor extent}", "{Deep|Subfascial|Deep, intramuscular|Superficial}"},
      {"{Histologic type|Type|Histologic Type}", "$histology_capital"},
      {"{Histologic grade (FNCLCC)|FNCLCC grade|Grade}",
       "{$grade of 3|Grade $grade|$grade|G$grade (FNCLCC)}"},
      {"{Tumor differentiation|Differentiation}", "{Score |}$differentiation"},
      {"{Mitotic score|Mitotic count}", "{Score |}$mitosis_score"},
      {"{Necrosis score|Tumor necrosis}", "{Score |}$necrosis_score"},
      {"{Mitotic rate|Mitoses}", "$mitoses {per|/} 10 HPF"},
      {"Necrosis", "$necrosis"},
      {"{Lymphovascular invasion|Vascular invasion|LVI}", "{Not identified|Absent|Present|No}"},
      {"{Perineural invasion|PNI}", "{Not identified|None|Present}"},
      {"{Treatment effect|Response to therapy}",
       "{Not applicable|No prior treatment|#5-80# % residual viable tumor}"},
      {"{Lymph nodes|Regional lymph nodes}", "{None submitted|0/#1-6#|Not applicable}"},
      {"{Pathologic stage|pTNM|Stage (AJCC 8)}", "$stage"},
  };
  std::vector<std::pair<std::string, std::string>> lines;
  for (const auto& [label, value] : kLines) {
    if (draw->Percent(10)) continue;
    lines.emplace_back(Expand(label, invented.facts, draw), Expand(value, invented.facts, draw));
  }
  const auto add = [&](const char* label, const char* value) {
    lines.emplace_back(Expand(label, invented.facts, draw), Expand(value, invented.facts, draw));
  };
  add("{Margins|Margin status|Surgical margins}",
      invented.involved ? "{Involved|Positive}: $closest"
                        : "{All margins negative|Negative|Uninvolved by sarcoma}");
  if (!invented.involved) {
    add("{Closest margin|Distance to closest margin}",
        "$closest_capital{ margin|}, {$closest_mm mm|$closest_cm cm}");
  }
  return lines;
}

}  // namespace pathex
