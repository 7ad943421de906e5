#include "tests/bench/corpus_phrases.h"

namespace pathex {

using Table = std::map<std::string_view, std::vector<std::string_view>>;
const Table& FindingTemplates();  // corpus_findings.cc

namespace {

// What is said in every section, apart from the facts. See corpus_phrases.h for the notation.
const Table& TemplateTable() {
  static const Table kTable = {
      {"clinical",
       {"$age-year-old {man|woman|patient} with a {slowly|rapidly|steadily} {growing|enlarging} "
        "{mass|lump|swelling} of the $place{ for #2-18# months| since last "
        "{spring|summer|winter}|, noticed #3-30# weeks ago}.",
        "{MRI|Magnetic resonance imaging|The MRI of last month} {shows|demonstrates|showed} a "
        "{heterogeneous|lobulated|well-defined|solid} {mass|lesion} of #2.1-14.9# cm {in|within} "
        "the $compartment{, in contact with the {femoral|popliteal|brachial} vessels|, without "
        "bone involvement|}.",
        "{Core|Needle|Outside core} biopsy {#2-9# weeks ago|elsewhere|in another hospital} {was "
        "read as|showed|suggested} {spindle cell sarcoma|a sarcoma, not further typed|an atypical "
        "spindle cell proliferation|a high grade sarcoma}.",
        "{No|No history of} {previous malignancy|earlier cancer|radiotherapy|neurofibromatosis}.",
        "{Past history|History}: {hypertension|diabetes mellitus type 2|hysterectomy for "
        "fibroids|breast cancer #3-20# years ago|appendicectomy|atrial fibrillation, "
        "anticoagulated}.",
        "{The patient's|Her|His} {mother|sister|father|maternal aunt} had {breast cancer|colon "
        "cancer|a sarcoma of the leg|melanoma}{ at the age of #31-79#|}.",
        "{CT of the chest|Staging CT|PET-CT} shows {no metastases|no evidence of distant disease|a "
        "#3-8# mm nodule of the right lower lobe, indeterminate}.",
        "{{Neoadjuvant|Preoperative} {radiotherapy (#45-50# Gy)|chemotherapy, #3-6# cycles,} {was "
        "given|completed #3-8# weeks before surgery}|No {neoadjuvant treatment|preoperative "
        "therapy}|Untreated}.",
        "{Clinical question|Question}: {margins|grade|type and grade of the tumor|completeness of "
        "excision}?"}},
      {"operative",
       {"{The mass|The tumor} was {removed|resected} en bloc with {a cuff of muscle|the overlying "
        "fascia|#1-3# cm of surrounding tissue|the biopsy track}{ under general anesthesia|}.",
        "{The {femoral|sciatic|median|tibial} nerve|The neurovascular bundle} was {identified and "
        "preserved|freed from the pseudocapsule|spared}{, with the {epineurium|adventitia} "
        "{opened|taken}|}.",
        "{Macroscopically|To the surgeon's eye} the {resection|excision} {was complete|left no "
        "visible tumor|was complete, but close {deep|medially}}.",
        "{Estimated blood loss|Blood loss}: #50-900# ml. {Drains|One drain}{ placed|}.",
        "{The tumor was|It was} {not opened|opened accidentally at the {deep|medial} side|intact "
        "on removal}.",
        "{The wound was|Defect} closed {primarily|with a {rotation|free} flap|with a skin graft of "
        "#20-140# cm2}."}},
      {"received",
       {"{Received|Submitted} {fresh|in formalin|in 10% buffered formalin} and "
        "{labeled|designated|identified as} \"$side $site\" is {a|an oriented} "
        "{portion|segment|piece} of {skeletal muscle|soft tissue|muscle and fat} {measuring|of} "
        "#8.0-24.0# $x #5.0-14.0# $x #3.5-9.0# cm{, covered by a skin ellipse of #6.0-14.0# $x "
        "#2.0-5.0# cm|, with a strip of fascia on its {deep|superficial} aspect|}.",
        "The {specimen|container} {holds|consists of} {a|one} {resection|block of tissue} of the "
        "$side $site, #9.0-22.0# by #6.0-13.0# by #4.0-8.0# cm, {weight|weighing} #120-980# g, "
        "{oriented by {two|three} sutures|marked with a short suture (superior) and a long one "
        "(lateral)|without orientation}.",
        "{The specimen comes|Received} in {one|a large} container {fresh|fixed}: {wide local "
        "excision|resection} of {soft tissue|muscle} from the $place, #90-240# x #60-140# x "
        "#35-90# mm."}},
      {"inking",
       {"{Inked as follows|Ink code}: {anterior|superficial} {blue|green}, {posterior|deep} "
        "{black|yellow}, {medial|superior} {red|orange}, lateral {violet|brown}.",
        "The {external surface is|margins are} {inked|painted} {black|blue|in four colors}.",
        "{Margins inked|The whole surface is inked}{ and the specimen is|, then} "
        "{sliced|sectioned} {transversely|from proximal to distal} {into #9-28# slices|at #5-10# "
        "mm intervals}."}},
      {"cut_surface",
       {"{Cut surface|On section|Slicing}: a {firm|fleshy|rubbery|soft} "
        "{white|tan|gray-white|tan-pink} {mass|nodule|tumor}{, $dims cm,|} with {a whorled|a "
        "fascicular|a lobulated|a gelatinous} {appearance|texture}{ and {small|focal} areas of "
        "{hemorrhage|softening|yellow change}|}.",
        "{The slices|Slices #2-5# to #8-14#} {show|reveal|contain} a {well|fairly well|poorly} "
        "{circumscribed|demarcated} {gray|white|pale} {lesion|tumor} {measuring|of} $dims cm{, in "
        "slices #3-6# to #7-15#|}.",
        "{Sectioning reveals|There is} a {multinodular|bosselated|single ovoid} {mass|tumor} of "
        "$dims cm {centered in|within|replacing part of} the {muscle|$tissue}."}},
      {"gross_margin",
       {"{It lies|The mass is|The tumor comes to within} $closest_cm cm {from|of} the $closest "
        "{margin|edge|surface}{, and #1.2-5.0# cm from {the others|all other margins}|}.",
        "The {nearest|closest} {margin|inked surface} is the $closest one, at $closest_mm mm{ "
        "(macroscopically)|}.",
        "{Macroscopically|Grossly} {the tumor is $closest_mm mm from the $closest margin|the "
        "$closest margin is closest ($closest_mm mm)}."}},
      {"gross_more",
       {"{Necrosis|Necrotic tissue} {is not seen|takes up about #5-45# % of the cut surface|is "
        "estimated at #5-45#%}.",
        "{A small|A second} {satellite|separate} {nodule|focus} of #0.3-1.4# cm {lies|is found} "
        "#0.6-3.0# cm {from|away from} the main mass.",
        "The {remaining|surrounding|adjacent} {muscle|tissue|fat} {is unremarkable|looks "
        "normal|shows {slight|some} {edema|fibrosis}}.",
        "{A|One} {pale node|firm node} of #0.4-1.8# cm {is found in the fat|is dissected from the "
        "{fat|tissue}}.",
        "The {bone|periosteum|overlying skin|fascia} {is intact|is not involved|shows a healed "
        "scar of #0.8-4.0# cm|moves freely over the mass}.",
        "{A biopsy track|The needle track} {is seen in the skin|is not identified|is excised with "
        "the specimen}.",
        "{Vessels run|A neurovascular bundle of #2.0-9.0# cm runs} along the "
        "{deep|medial|posterior} {aspect|surface}{, free on section|}.",
        "{Tissue is taken|A portion was frozen} for {molecular studies|the tumor "
        "bank|cytogenetics}{ before fixation|}.",
        "{Photographs|Digital images} {are|were} taken{ of the {outer surface|slices|specimen "
        "before and after inking}|}.",
        "{On palpation|When palpated}, the {specimen|tissue} {contains a firm mass|feels firm} "
        "{near|towards} the {deep|medial|superior} side{, which is {mobile|fixed} to the "
        "{fascia|muscle}|}.",
        "The {consistency|texture} {varies|is not uniform}: {mostly {firm|elastic} with "
        "{softer|gelatinous} areas {at the center|near the {upper|lower} pole}|{firm|rubbery|soft} "
        "with a {hard|gritty} core}.",
        "{Cystic|Hemorrhagic} areas {up to|of} #0.5-4.5# cm {are seen|occupy about #5-30#% of the "
        "mass}.",
        "The {deep|inferior|medial} {surface|aspect} {is covered by|shows} {smooth fascia|shiny "
        "fascia|ragged muscle}{ over #2.0-8.0# cm| throughout|}."}},
      {"cassette",
       {"$block#1-3#: {deep|superficial|medial|lateral|superior|inferior} margin{, perpendicular|, "
        "shave|}",
        "$block#4-9#: tumor{ with {nearest|$closest} margin| and muscle|, center|, periphery|}",
        "$block#10-14#: {skin|fascia|vessels|lymph node|biopsy track|random muscle}",
        "$block#15-22#: {one|full} {slice|cross-section} of tumor{, mapped|}"}},
      {"micro",
       {"{Sections|The sections|Slides} {show|reveal|demonstrate} a {cellular|highly "
        "cellular|moderately cellular} {proliferation|tumor} of {spindle|plump spindle|epithelioid "
        "and spindle|pleomorphic} cells {arranged|growing} in {fascicles|long intersecting "
        "fascicles|sheets|a storiform pattern|a herringbone pattern}.",
        "{Nuclei|The nuclei} are {elongated|oval|blunt-ended|enlarged and irregular} {and "
        "{hyperchromatic|vesicular}|with coarse chromatin|with {small|prominent} nucleoli}{; "
        "{multinucleated|bizarre} giant cells are {scattered|few|frequent}|}.",
        "The {stroma|background} is {myxoid|collagenous|focally hyalinized|scant}{, with "
        "{curvilinear|branching|thin-walled} vessels|}.",
        "{Cytoplasm|The cytoplasm} is {eosinophilic|fibrillary|pale|amphophilic}{ and "
        "{moderate|abundant}|}.",
        "{Atypia|Nuclear atypia|Pleomorphism} is {mild|moderate|marked|focal but severe}.",
        "{The border|The interface with muscle|Its edge} is {infiltrative|pushing|partly pushing "
        "and partly infiltrative}{, with {tongues|strands} of tumor between muscle fibers|}.",
        "{In|At} {other|some} places the {cells are rounder|tumor is {less cellular|more "
        "pleomorphic}|growth is {more solid|looser}}{, particularly {near|towards} the "
        "{necrosis|edge|center}|}.",
        "{Perivascular|Subendothelial} {accentuation|growth} is {not a feature|seen here and "
        "there|conspicuous}.",
        "{Inflammatory|Lymphoid} {cells|infiltrates} are {sparse|patchy|dense at the periphery}.",
        "{Osteoid|Cartilage|A lipogenic component|Heterologous differentiation} is {not "
        "seen|absent|not identified|found in one block ($block#4-9#)}."}},
      {"mitoses_sentence",
       {"{Mitoses|Mitotic figures}: {up to |}$mitoses per {10 HPF|10 high power fields|10 "
        "high-power fields}{, {some|a few} atypical|}.",
        "{The mitotic count is|Mitotic activity amounts to|Mitotic rate:} $mitoses {per|/} 10 HPF{ "
        "(1 HPF = 0.1734 mm2)|}.",
        "{There are|One counts} $mitoses mitoses {in|per} 10 high power fields{, including "
        "abnormal forms|}."}},
      {"necrosis_sentence",
       {"{Necrosis|Tumor necrosis|Tumor cell necrosis}: $necrosis.",
        "{As to necrosis|Regarding necrosis}: $necrosis."}},
      {"invasion",
       {"{Lymphovascular|Vascular} invasion is {not identified|absent|not seen|present "
        "($block#4-9#)|suspected in one vein}.",
        "No {lymphovascular|vascular|perineural} invasion{ is seen| identified|}.",
        "{Perineural|Intraneural} {invasion|growth}{ is not identified| is present focally|: "
        "none}.",
        "{A|One} {medium-sized vein|large vessel} {contains tumor|is surrounded but not "
        "invaded}."}},
      {"node",
       {"{One|A single} lymph node {without tumor|shows reactive change only|is free of "
        "metastasis} (0/1).",
        "{#2-5# lymph nodes|Regional nodes}: {no metastasis|all free of tumor|none involved}.",
        "{Lymph nodes|Regional lymph nodes}: {none submitted|not sampled|none found}."}},
      {"differential",
       {"The differential diagnosis {includes|included} {a cellular schwannoma|malignant "
        "peripheral nerve sheath tumor|monophasic synovial sarcoma|solitary fibrous tumor|nodular "
        "fasciitis|metastatic melanoma|spindle cell carcinoma}, {which is excluded by the "
        "immunoprofile|for which there is no support|considered unlikely in view of the stains}.",
        "{There is no|We see no} {evidence of|morphologic support for} {dedifferentiated "
        "liposarcoma|melanoma|carcinoma|lymphoma|rhabdomyosarcoma}.",
        "{If|Should} {the clinical picture differ|imaging suggest a uterine origin}, {please "
        "contact us|this should be reconsidered}.",
        "{Previous|The earlier} biopsy ({our number|outside case} $block#10-99#) {was reviewed|has "
        "been reviewed} and {shows the same tumor|is identical}.",
        "{The case was|This case was|Slides were} {shown|discussed} {at|in} the {sarcoma|soft "
        "tissue tumor} {board|conference|meeting}{; all agreed|, with agreement on the "
        "diagnosis|}.",
        "{Correlation|Clinical correlation} with {imaging|operative findings} is "
        "{recommended|advised}."}},
      {"molecular",
       {"{FISH|Fluorescence in situ hybridization} {for|of} {MDM2|SS18|DDIT3|EWSR1|FOXO1|USP6}: "
        "{no amplification|no rearrangement|not amplified|normal pattern in #50-200# nuclei}.",
        "{RNA|Targeted} sequencing ({#80-600# genes|fusion panel}): {no fusion found|a pathogenic "
        "variant of TP53 and loss of RB1|no pathogenic variant|failed for lack of RNA}.",
        "{MDM2|CDK4} {amplification|copy gain} is {not detected|absent|detected by FISH (ratio "
        "#2.5-9.5#)}.",
        "{Molecular studies|Sequencing} {are pending|will follow in an addendum|have not been "
        "requested}."}},
      {"procedure_filler",
       {"{Intraoperative consultation|Frozen section} ($block1): {deep margin|lateral "
        "margin|superior margin} {free of tumor|negative|no tumor seen}{; confirmed on permanent "
        "sections|}.",
        "{Controls|All controls} {react|stained} {as expected|appropriately}.",
        "{The report was|This report was} {issued|discussed} by telephone with the "
        "{surgeon|treating team}{ on day #2-9#|}.",
        "{These tests|The stains} were {validated|developed} {in our laboratory|in house}{ and are "
        "used with positive and negative controls|}.",
        "{Slides|Blocks} {are|remain} {available|at hand} for {review|further studies|a second "
        "opinion}.",
        "{Fixation|Cold ischemia} time: #6-47# {hours|h}.",
        "{All tissue|The rest} {was|has been} {embedded|kept in formalin}{ in #12-40# blocks|}."}},
      {"muscle_filler",
       {"{Skeletal muscle|Adjacent muscle} {shows|with} {atrophy|regenerating fibers|edema} "
        "{and|with} {mild|patchy} {chronic inflammation|fibrosis}.",
        "{Skin|Overlying skin} {with|shows} {a scar|an old biopsy site|solar elastosis|no tumor}.",
        "{Fat|Subcutaneous fat} {shows|with} {focal fat necrosis|septal fibrosis|foreign body "
        "reaction}.",
        "{Bone|Cortical bone} {is|remains} free{ of tumor|}.",
        "{Hemosiderin|Old hemorrhage} {is present|is seen} {around|near} the {biopsy site|needle "
        "track}.",
        "{The capsule|A fibrous pseudocapsule} is {thin|#0.2-1.9# mm thick}{ and {focally|in "
        "places} breached|}.",
        "{Nerves run|A large nerve runs} {through|along} the {edge|tissue} without "
        "{tumor|invasion}.",
        "{Treatment effect|Hyalinization} {is slight|is seen in #5-60# % of the tumor bed}."}},
  };
  return kTable;
}

}  // namespace

const std::vector<std::string_view>& Templates(std::string_view name) {
  static const std::vector<std::string_view> kNone;
  for (const Table* table : {&TemplateTable(), &FindingTemplates()}) {
    const auto found = table->find(name);
    if (found != table->end()) return found->second;
  }
  return kNone;
}

}  // namespace pathex
