#include "pipeline/fetch/robots.hpp"

#include <iostream>

#include "pipeline/cli/commands.hpp"
#include "pipeline/fetch/file.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_input = 16u << 20;

int run(const Arguments& arguments) {
    const Robots robots = Robots::parse(read_standard_input(longest_input, 0).bytes);
    const std::string agent = arguments.text("--agent");
    std::cout << (robots.allows(agent, arguments.text("--url")) ? "allowed" : "disallowed") << '\n';
    if (const auto delay = robots.crawl_delay(agent)) std::cout << "crawl-delay: " << *delay << '\n';
    return 0;
}

}  // namespace

Command robots_command() {
    return {
        "robots", "say whether a robots.txt on standard input lets an agent fetch a URL",
        "",       {{"--agent", "NAME", "the agent's product token", "dateline", {}}, {"--url", "URL", "what it wants to fetch", "/", {}}},
        run,      Listed::step};
}

}  // namespace dateline
