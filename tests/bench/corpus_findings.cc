// Templates of the statements that carry the facts of a case.
#include "tests/bench/corpus_phrases.h"

namespace pathex {

using Table = std::map<std::string_view, std::vector<std::string_view>>;

const Table& FindingTemplates() {
  static const Table kTable = {
      {"diagnosis_first",
       {"{Soft tissue|Soft tissues}, $side $site, {$procedure|wide local excision}: $histology{, "
        "$grade_words|}.",
        "$histology_capital{ of the|,} $side $site{, $grade_words|}.",
        "{Resection|Excision} specimen, $place{:|;} $histology{ ($grade_words)|}.",
        "$procedure_capital, $place, {showing|with} {a |}$histology."}},
      {"grade_words",
       {"FNCLCC grade $grade", "grade $grade of 3 (FNCLCC)", "French Federation grade $grade_roman",
        "FNCLCC grade $grade/3 ($differentiation+$mitosis_score+$necrosis_score=$total)",
        "grade $grade according to FNCLCC"}},
      {"grade_sentence",
       {"{Grade|Histologic grade}: $grade_words{ (differentiation $differentiation, mitoses "
        "$mitosis_score, necrosis $necrosis_score)|}.",
        "{FNCLCC|French} score: differentiation $differentiation, mitoses $mitosis_score, necrosis "
        "$necrosis_score; {total|sum} $total, grade $grade.",
        "{It is graded|The tumor is graded} {$grade of 3|$grade_roman} in the {FNCLCC|French "
        "Federation} system ({total score|score} $total)."}},
      {"size_sentence",
       {"{Size|Tumor size|The tumor measures|Greatest dimension}{:|} $greatest_cm cm.",
        "{Tumor size|Size of the tumor}: $dims cm.",
        "{The tumor|It} {measures|is} {up to |}$greatest_mm mm{ in greatest dimension| across|}.",
        "{Maximum|Largest} {diameter|dimension}: $greatest_cm cm{ (gross)| (macroscopic)|}."}},
      {"depth_sentence",
       {"{Depth|Location}: {deep|deep to the fascia|subfascial}{, within $tissue|}.",
        "{Deep-seated|Deep} {tumor|lesion}{, {involving|invading} the $tissue|}.",
        "The tumor {is|lies} {superficial|above the fascia|in the subcutis} {and does not "
        "reach|without contact with} the {deep |}fascia.",
        "{It is centered in|It grows in} the {$tissue|muscle} {below|beneath} the deep fascia."}},
      {"margin_clear",
       {"{All margins|The margins|Resection margins} are {free|clear|negative|free of "
        "tumor|uninvolved}{; the closest {is|one is} $closest, at $closest_mm mm|}.",
        "{Closest|Nearest} margin: $closest, $closest_cm cm{ ({deep fascia|muscle|fat} between)|}. "
        "{Others|All other margins} {> #10-20# mm|are more than #1-3# cm away|are widely free}.",
        "Margins {negative|free}: $closest $closest_mm mm, $second $second_mm mm, $third $third_mm "
        "mm.",
        "{Tumor is|The sarcoma comes to} {within |}$closest_cm cm {from|of} the $closest margin{; "
        "the $second margin is $second_cm cm away|}.",
        "{Complete excision|Completely excised}{ (R0)|}, {minimal margin|smallest distance} "
        "$closest_mm mm ($closest)."}},
      {"margin_involved",
       {"The $closest margin is {positive|involved|not free}{ over #1-9# mm|}; the {$second|other} "
        "margin{s are| is} {free|negative|clear}.",
        "{Tumor|Sarcoma} {is present at|reaches|extends to} the {inked |}$closest margin "
        "({R1|microscopically positive}). $second_capital margin: $second_mm mm.",
        "{Margins|Resection margins}: $closest {involved|positive, tumor on ink}; $second negative "
        "($second_mm mm); $third negative ($third_mm mm).",
        "{Incompletely excised|Incomplete excision} at the $closest {aspect|margin}{ (R1)|}."}},
      {"stage_sentence",
       {"{Stage|Pathologic stage|TNM}{:| (8th edition):} $stage.",
        "$stage{ (AJCC 8)| (UICC, 8th edition)|}."}},
      {"index_sentence",
       {"{Ki-67|Ki67|MIB-1|The Ki-67 index|The Ki67 proliferation index}{ is|:| labels} {about "
        "|}#2-75#%{ of the nuclei| of cells|}{ in hot spots|}.",
        "{Proliferation|Proliferation index} ({Ki-67|MIB1|Ki67}){:| is} {approximately "
        "|<|>|}#2-75# %.",
        "{Ki-67|MIB-1}: #3-20#-#25-40# %."}},
      {"addendum",
       {"{Additional stains|Further immunostains}: {pan-TRK|H3K27me3|STAT6|MUC4} "
        "{negative|retained|no staining}{; ALK {negative|focal weak}|}. {The diagnosis is "
        "unchanged|No change of the diagnosis}.",
        "{FISH result|Molecular result}: {no MDM2 amplification|SS18 not rearranged}. {This "
        "supports|In keeping with} the {diagnosis given above|original diagnosis}.",
        "{The depth was|The grade was} {rechecked|confirmed} on {deeper levels|review}{: grade "
        "$grade|}."}},
      {"dear",
       {"Dear colleague,\n\nThank you for {sending|referring} the {slides and #1-9# "
        "blocks|material} of your patient, {a |}$age years old.",
        "Dear Doctor,\n\n{Many thanks for|We received} {this case|your slides} {in "
        "consultation|for a second opinion}{: #3-19# H&E slides and #2-14# blocks|}."}},
      {"closing",
       {"{With kind regards|Kind regards|Yours sincerely}\n\n{Consultant pathologist|Department of "
        "Pathology}",
        "{Thank you for|We appreciate} {sharing|sending} this {interesting|instructive} case."}},
  };
  return kTable;
}

}  // namespace pathex
