// Paths are compared in one form (RFC 9309 section 2.2.2): what needs no percent-encoding is decoded, all else is encoded. In that form a
// raw "*" or a last "$" can only be the pattern's own wildcard, since those of the URL are written %2A and %24.
#include "pipeline/fetch/robots.hpp"

#include <algorithm>
#include <array>

#include "schemas/ascii.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_file = 1 << 20;
constexpr std::size_t longest_pattern = 2048;

enum class Key { agent, allow, disallow, delay, sitemap, foreign_rule, other };

struct KeyName {
    std::string_view name;
    Key key;
};

constexpr std::array<KeyName, 14> key_names{{
    {"user-agent", Key::agent},
    {"useragent", Key::agent},
    {"user agent", Key::agent},
    {"disallow", Key::disallow},
    {"dissallow", Key::disallow},
    {"dissalow", Key::disallow},
    {"disalow", Key::disallow},
    {"diasllow", Key::disallow},
    {"disallaw", Key::disallow},
    {"allow", Key::allow},
    {"crawl-delay", Key::delay},
    {"crawldelay", Key::delay},
    {"sitemap", Key::sitemap},
    {"site-map", Key::sitemap},
}};

struct Line {
    Key key;
    std::string_view value;
};

/// "key: value", or "key value" with a known key.
Line read_line(std::string_view line) {
    line = ascii_trimmed(line.substr(0, line.find('#')));
    if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
        const std::string_view key = ascii_trimmed(line.substr(0, colon));
        for (const auto& [name, meaning] : key_names)
            if (ascii_equal(key, name)) return {meaning, ascii_trimmed(line.substr(colon + 1))};
    }
    for (const auto& [name, meaning] : key_names)
        if (ascii_starts_with(line, name) && line.size() > name.size() && ascii_space(line[name.size()]))
            return {meaning, ascii_trimmed(line.substr(name.size()))};
    // A path after an unknown key ("Noindex: /x") is a rule all the same, of a kind we do not know.
    const std::size_t colon = line.find(':');
    const std::string_view value = colon == std::string_view::npos ? std::string_view() : ascii_trimmed(line.substr(colon + 1));
    return {value.starts_with('/') ? Key::foreign_rule : Key::other, {}};
}

int hex_digit(char c) {
    c = ascii_lower(c);
    return ascii_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool unreserved(unsigned char c) {
    return c < 0x80 &&
           (ascii_letter(static_cast<char>(c)) || ascii_digit(static_cast<char>(c)) || c == '-' || c == '.' || c == '_' || c == '~');
}

/// May stand in a path or query as it is, and means there what it says (RFC 3986).
bool plain(unsigned char c) {
    return unreserved(c) || std::string_view("!&'()+,;=:@/?[]").find(static_cast<char>(c)) != std::string_view::npos;
}

/// The form that is compared. `wild` keeps "*" and a last "$" raw.
std::string compared(std::string_view path, bool wild) {
    constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    const auto encode = [&](unsigned char c) { out += {'%', hex[c >> 4], hex[c & 15]}; };
    for (std::size_t i = 0; i < path.size(); ++i) {
        auto c = static_cast<unsigned char>(path[i]);
        if (c == '%' && i + 2 < path.size() && hex_digit(path[i + 1]) >= 0 && hex_digit(path[i + 2]) >= 0) {
            c = static_cast<unsigned char>(hex_digit(path[i + 1]) * 16 + hex_digit(path[i + 2]));
            i += 2;
            if (unreserved(c))
                out.push_back(static_cast<char>(c));
            else
                encode(c);
        } else if (plain(c) || (wild && (c == '*' || (c == '$' && i + 1 == path.size())))) {
            out.push_back(static_cast<char>(c));
        } else {
            encode(c);
        }
    }
    return out;
}

/// Path and query of a URL; a relative one counts as a path.
std::string path_of(std::string_view url) {
    url = url.substr(0, url.find('#'));
    if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos && url.find_first_of("/?") > scheme) {
        url.remove_prefix(scheme + 3);
        const std::size_t path = url.find_first_of("/?");
        url = path == std::string_view::npos ? std::string_view() : url.substr(path);
    }
    std::string out = compared(url, false);
    if (out.empty() || out.front() != '/') out.insert(0, "/");
    return out;
}

/// `pattern` fits the start of `path`: its parts between "*" are found one after another, each as early as possible.
bool matches(std::string_view pattern, std::string_view path) {
    const bool to_end = !pattern.empty() && pattern.back() == '$';
    if (to_end) pattern.remove_suffix(1);
    std::size_t at = 0;
    bool first = true;
    while (true) {
        const std::size_t star = pattern.find('*');
        const std::string_view part = pattern.substr(0, star);
        const bool last = star == std::string_view::npos;
        if (last && to_end) {
            // A "$" of the URL itself may stand where the pattern has its own.
            const auto ends = [&](std::string_view whole) {
                return whole.size() >= at + part.size() && whole.ends_with(part) && (!first || whole.size() == part.size());
            };
            return ends(path) || (path.ends_with("%24") && ends(path.substr(0, path.size() - 3)));
        }
        const std::size_t found = first ? (path.starts_with(part) ? 0 : std::string_view::npos) : path.find(part, at);
        if (found == std::string_view::npos) return false;
        if (last) return true;
        at = found + part.size();
        pattern.remove_prefix(star + 1);
        first = false;
    }
}

bool token_char(char c) {
    return ascii_letter(c) || ascii_digit(c) || c == '-' || c == '_' || c == '*' || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view product_token(std::string_view line) {
    std::size_t end = 0;
    while (end < line.size() && token_char(line[end])) ++end;
    return line.substr(0, end);
}

/// How well an agent line fits `agent`: the length of what fits; 0 is no fit. Both are in lower case.
std::size_t fit(std::string_view line, std::string_view agent) {
    if (line == agent) return line.size();
    const std::string_view token = product_token(line);
    if (token.empty() || token == "*") return 0;
    if (token.find('*') != std::string_view::npos) {
        const std::string whole = std::string(token) + "$";
        return matches(whole, agent) ? token.size() : 0;
    }
    for (std::size_t at = agent.find(token); at != std::string_view::npos; at = agent.find(token, at + 1)) {
        const std::size_t end = at + token.size();
        if ((at == 0 || !token_char(agent[at - 1])) && (end == agent.size() || !token_char(agent[end]))) return token.size();
    }
    return 0;
}

bool is_number(std::string_view text) {
    const std::size_t dot = text.find('.');
    const std::string_view whole = text.substr(0, dot);
    const std::string_view part = dot == std::string_view::npos ? std::string_view("0") : text.substr(dot + 1);
    return text.size() < 12 && !whole.empty() && !part.empty() && std::all_of(whole.begin(), whole.end(), ascii_digit) &&
           std::all_of(part.begin(), part.end(), ascii_digit);
}

}  // namespace

Robots Robots::parse(std::string_view text) {
    Robots robots;
    text = text.substr(0, longest_file);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    bool naming = false;  // the lines so far name the agents of a group that has no rules yet
    while (!text.empty()) {
        const std::size_t end = text.find_first_of("\r\n");
        const Line line = read_line(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (line.key == Key::sitemap) {
            if (!line.value.empty()) robots.sitemaps_.emplace_back(line.value);
        } else if (line.key == Key::agent) {
            if (!naming) robots.groups_.emplace_back();
            naming = true;
            robots.groups_.back().agents.push_back(ascii_lower(line.value));
        } else if (line.key != Key::other && !robots.groups_.empty()) {
            naming = false;
            Group& group = robots.groups_.back();
            if (line.key == Key::delay) {
                if (is_number(line.value)) group.delay = std::string(line.value);
            } else if (line.key != Key::foreign_rule && !line.value.empty()) {
                group.rules.push_back({line.key == Key::allow, compared(line.value.substr(0, longest_pattern), true)});
            }
        }
    }
    return robots;
}

std::vector<const Robots::Group*> Robots::groups_of(std::string_view agent) const {
    const std::string wanted = ascii_lower(ascii_trimmed(agent));
    std::size_t best = 0;
    for (const Group& group : groups_)
        for (const std::string& line : group.agents)
            if (product_token(line) != "*") best = std::max(best, fit(line, wanted));
    std::vector<const Group*> out;
    for (const Group& group : groups_) {
        const bool fits = std::any_of(group.agents.begin(), group.agents.end(), [&](const std::string& line) {
            return best == 0 ? product_token(line) == "*" : product_token(line) != "*" && fit(line, wanted) == best;
        });
        if (fits) out.push_back(&group);
    }
    return out;
}

bool Robots::allows(std::string_view agent, std::string_view url) const {
    const std::string path = path_of(url);
    if (path == "/robots.txt") return true;
    bool allow = true;
    std::size_t longest = 0;
    for (const Group* group : groups_of(agent)) {
        for (const Rule& rule : group->rules) {
            const std::size_t length = rule.pattern.size();
            if (length < longest || (length == longest && !rule.allow) || !matches(rule.pattern, path)) continue;
            allow = rule.allow;
            longest = length;
        }
    }
    return allow;
}

std::optional<std::string> Robots::crawl_delay(std::string_view agent) const {
    for (const Group* group : groups_of(agent))
        if (group->delay) return group->delay;
    return std::nullopt;
}

}  // namespace dateline
