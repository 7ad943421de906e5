#include "extractor/text/source_xml_profile.h"

#include <algorithm>
#include <optional>
#include <pugixml.hpp>

#include "extractor/base/diagnostic.h"
#include "extractor/base/json.h"

namespace pathex {
namespace {

// XPath's own reason why `path` is none; empty when it is one.
std::string XPathFault(const std::string& path) {
  try {
    const pugi::xpath_query query(path.c_str());
    return query.result().error == nullptr ? std::string() : query.result().description();
  } catch (const std::exception& error) {
    return error.what();
  }
}

// Reads one profile; the first fault ends it.
class ProfileReader {
 public:
  explicit ProfileReader(const JsonDocument& document) : document_(document) {}

  Result<XmlProfile> Read() {
    if (!document_.root.is_object()) Fault("", "a profile is a JSON object");
    if (document_.root.is_object()) {
      for (const auto& [key, value] : document_.root.items()) Key(key, value);
      if (profile_.name.empty()) Fault("", "a profile needs a \"name\"");
      if (profile_.text.empty() && profile_.payload.empty() && profile_.coded.empty()) {
        Fault("", "a profile needs \"text\": the path of its report text");
      }
    }
    if (fault_) return *fault_;
    return std::move(profile_);
  }

 private:
  using Names = std::set<std::string, std::less<>>;

  void Fault(const std::string& pointer, const std::string& message) {
    if (fault_) return;
    const JsonPlace place = document_.Place(pointer);
    fault_ =
        Error{"S024", "",
              Render(document_.name, document_.text, place.value_begin,
                     place.value_end - place.value_begin, Severity::kError, "S024", message, "")};
  }

  void Key(const std::string& key, const Json& value) {
    const std::string at = "/" + EscapePointer(key);
    if (key == "about" || key == "$schema") return;
    if (ReadPathKey(key, value, at) || ReadLayoutKey(key, value, at)) return;
    if (key == "name") {
      profile_.name = Text(value, at);
    } else if (key == "media_type") {
      profile_.media_type = Text(value, at);
    } else if (key == "match") {
      ReadMatch(value, at);
    } else if (key == "section") {
      ReadMeaning(value, at, &profile_.section);
    } else if (key == "status") {
      ReadMeaning(value, at, &profile_.status);
    } else if (key == "dates") {
      ReadNamedPaths(value, at, &profile_.dates);
    } else if (key == "sections") {
      ReadNamedPaths(value, at, &profile_.sections);
    } else if (key == "erase") {
      ReadErase(value, at);
    } else if (key == "coded") {
      ReadCodedRules(value, at);
    } else if (key == "payload") {
      ReadPayloadRules(value, at);
    } else {
      Fault(at, "unknown key \"" + key + "\"");
    }
  }

  bool ReadPathKey(const std::string& key, const Json& value, const std::string& at) {
    if (key == "record") {
      const XPaths paths = Paths(value, at);
      if (!paths.empty()) profile_.record = paths[0];
      if (paths.size() > 1) Fault(at, "\"record\" is one path; join two with |");
    } else if (key == "id") {
      profile_.id = Paths(value, at);
    } else if (key == "text") {
      profile_.text = Paths(value, at);
    } else if (key == "title") {
      profile_.title = Paths(value, at);
    } else if (key == "skip") {
      profile_.skip = Paths(value, at);
    } else {
      return false;
    }
    return true;
  }

  bool ReadLayoutKey(const std::string& key, const Json& value, const std::string& at) {
    XmlLayout& layout = profile_.layout;
    if (key == "blocks") {
      layout.blocks = ElementNames(value, at);
    } else if (key == "breaks") {
      layout.breaks = ElementNames(value, at);
    } else if (key == "rows") {
      layout.rows = ElementNames(value, at);
    } else if (key == "cells") {
      layout.cells = ElementNames(value, at);
    } else if (key == "lines") {
      const std::string lines = Text(value, at);
      if (lines != "auto" && lines != "keep" && lines != "join") {
        Fault(at, "\"lines\" is \"auto\", \"keep\" or \"join\"");
      }
      layout.lines = lines == "keep"   ? XmlLines::kKeep
                     : lines == "join" ? XmlLines::kJoin
                                       : XmlLines::kAuto;
    } else {
      return false;
    }
    return true;
  }

  std::string Text(const Json& value, const std::string& at) {
    if (value.is_string()) return value.get<std::string>();
    Fault(at, "expected a string");
    return std::string();
  }

  std::vector<std::string> Texts(const Json& value, const std::string& at) {
    if (value.is_string()) return {value.get<std::string>()};
    if (!value.is_array()) Fault(at, "expected a string or a list of strings");
    std::vector<std::string> texts;
    for (size_t i = 0; value.is_array() && i < value.size(); ++i) {
      texts.push_back(Text(value[i], at + "/" + std::to_string(i)));
    }
    return texts;
  }

  Names ElementNames(const Json& value, const std::string& at) {
    const std::vector<std::string> texts = Texts(value, at);
    return Names(texts.begin(), texts.end());
  }

  XPaths Paths(const Json& value, const std::string& at) {
    XPaths paths = Texts(value, at);
    for (const std::string& path : paths) {
      const std::string fault = XPathFault(path);
      if (!fault.empty()) Fault(at, "\"" + path + "\" is no XPath: " + fault);
    }
    return paths;
  }

  void ReadNamedPaths(const Json& value, const std::string& at,
                      std::vector<std::pair<std::string, XPaths>>* named) {
    if (!value.is_object()) return Fault(at, "expected an object: name -> path");
    for (const auto& [name, path] : value.items()) {
      named->emplace_back(name, Paths(path, at + "/" + EscapePointer(name)));
    }
  }

  void ReadMatch(const Json& value, const std::string& at) {
    if (!value.is_array()) return Fault(at, "expected a list of {\"root\", \"namespace\"}");
    for (size_t i = 0; i < value.size(); ++i) {
      const std::string place = at + "/" + std::to_string(i);
      if (!value[i].is_object() || !value[i].contains("root")) {
        return Fault(place, "expected {\"root\": local name of the root element}");
      }
      XmlProfile::Root root;
      for (const auto& [key, text] : value[i].items()) {
        const std::string below = place + "/" + EscapePointer(key);
        if (key == "root") {
          root.name = Text(text, below);
        } else if (key == "namespace") {
          root.uri = Text(text, below);
        } else {
          Fault(below, "unknown key \"" + key + "\"");
        }
      }
      profile_.match.push_back(std::move(root));
    }
  }

  void ReadMeaning(const Json& value, const std::string& at, XmlMeaning* meaning) {
    if (!value.is_object() || !value.contains("at")) {
      return Fault(at, "expected {\"at\": path, \"table\" or \"values\"}");
    }
    for (const auto& [key, part] : value.items()) {
      const std::string below = at + "/" + EscapePointer(key);
      if (key == "at") {
        meaning->at = Paths(part, below);
      } else if (key == "table") {
        meaning->table = Text(part, below);
      } else if (key == "otherwise") {
        meaning->otherwise = Text(part, below);
      } else if (key == "values" && part.is_object()) {
        for (const auto& [code, text] : part.items()) {
          meaning->values[code] = Text(text, below + "/" + EscapePointer(code));
        }
      } else {
        Fault(below, "unknown key \"" + key + "\", or not an object");
      }
    }
  }

  void ReadErase(const Json& value, const std::string& at) {
    for (const std::string& pattern : Texts(value, at)) {
      Result<Regex> regex = Regex::Compile(pattern);
      if (!regex || regex->matches_empty()) {
        return Fault(at, "\"" + pattern + "\" is no pattern, or one that matches nothing at all");
      }
      profile_.erase.push_back(std::move(*regex));
    }
  }

  void ReadCodedRules(const Json& value, const std::string& at) {
    if (!value.is_array()) return Fault(at, "expected a list of {\"at\", \"value\", …}");
    for (size_t i = 0; i < value.size(); ++i) {
      const std::string place = at + "/" + std::to_string(i);
      if (!value[i].is_object() || !value[i].contains("at") || !value[i].contains("value")) {
        return Fault(place, "expected {\"at\": path, \"value\": path, …}");
      }
      XmlCodedRule rule;
      const std::map<std::string, XPaths*> paths = {
          {"at", &rule.at},        {"label", &rule.label}, {"value", &rule.value},
          {"unit", &rule.unit},    {"code", &rule.code},   {"system", &rule.system},
          {"answer", &rule.answer}};
      for (const auto& [key, part] : value[i].items()) {
        const std::string below = place + "/" + EscapePointer(key);
        if (const auto path = paths.find(key); path != paths.end()) {
          *path->second = Paths(part, below);
        } else if (key == "systems") {
          rule.systems = Text(part, below);
        } else if (key == "section") {
          ReadMeaning(part, below, &rule.section);
        } else {
          Fault(below, "unknown key \"" + key + "\"");
        }
      }
      profile_.coded.push_back(std::move(rule));
    }
  }

  void ReadPayloadRules(const Json& value, const std::string& at) {
    if (!value.is_array()) return Fault(at, "expected a list of {\"at\", \"media_type\"}");
    for (size_t i = 0; i < value.size(); ++i) {
      const std::string place = at + "/" + std::to_string(i);
      if (!value[i].is_object() || !value[i].contains("at")) {
        return Fault(place, "expected {\"at\": path, \"media_type\": path}");
      }
      XmlPayloadRule rule;
      rule.at = Paths(value[i]["at"], place + "/at");
      if (value[i].contains("media_type")) {
        rule.media_type = Paths(value[i]["media_type"], place + "/media_type");
      }
      profile_.payload.push_back(std::move(rule));
    }
  }

  const JsonDocument& document_;
  XmlProfile profile_;
  std::optional<Error> fault_;
};

Result<XmlProfile> ReadProfile(const std::string& path, const FileReader& files) {
  Result<std::string> text = files.Read(path);
  if (!text) return text.error();
  const Result<JsonDocument> document = ParseJson(path, std::move(*text), Comments::kAllow);
  if (!document) return document.error();
  return ProfileReader(*document).Read();
}

}  // namespace

Result<XmlProfiles> XmlProfiles::Load(const std::string& folder, const FileReader& files) {
  XmlProfiles profiles;
  const Result<std::vector<std::string>> names = files.List(folder);
  if (!names) return names.error();
  for (const std::string& name : *names) {
    if (!name.ends_with(".json")) continue;
    const std::string path = folder + "/" + name;
    Result<XmlProfile> profile = ReadProfile(path, files);
    if (!profile) return profile.error();
    if (profiles.Find(profile->name) != nullptr) {
      return Error{"S024", path, "a second profile with the name \"" + profile->name + "\""};
    }
    profiles.profiles_.push_back(std::move(*profile));
  }
  return profiles;
}

Result<std::string> XmlProfiles::Add(const std::string& path, const FileReader& files) {
  Result<XmlProfile> profile = ReadProfile(path, files);
  if (!profile) return profile.error();
  std::string name = profile->name;
  std::erase_if(profiles_, [&](const XmlProfile& other) { return other.name == name; });
  profiles_.insert(profiles_.begin(), std::move(*profile));
  return name;
}

const XmlProfile* XmlProfiles::Find(std::string_view name) const {
  for (const XmlProfile& profile : profiles_) {
    if (profile.name == name) return &profile;
  }
  return nullptr;
}

const XmlProfile* XmlProfiles::Match(std::string_view root, std::string_view uri) const {
  const XmlProfile* possible = nullptr;
  for (const XmlProfile& profile : profiles_) {
    for (const XmlProfile::Root& match : profile.match) {
      if (match.name != root) continue;
      if (match.uri == uri) return &profile;
      if (possible == nullptr && (match.uri.empty() || uri.empty())) possible = &profile;
    }
  }
  return possible;
}

}  // namespace pathex
