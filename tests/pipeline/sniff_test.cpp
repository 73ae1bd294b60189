#include "pipeline/sniff.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace dateline;

TEST_CASE("what bytes hold is seen from the bytes", "[sniff]") {
    struct Case {
        std::string bytes;
        Content content;
    };
    using namespace std::string_literals;
    const Case cases[] = {
        {"", Content::empty},
        {" \r\n\t\n", Content::empty},
        {"\xEF\xBB\xBF", Content::empty},
        {"\x89PNG\r\n\x1a\n", Content::binary},
        {"%PDF-1.7\n", Content::binary},
        {"text with \0 in it"s, Content::binary},
        {"\x01\x02\x03\x04 text", Content::binary},
        {"<rss version=\"2.0\"><channel/></rss>", Content::feed},
        {"\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- made by hand -->\n<rss>", Content::feed},
        {"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'/>", Content::feed},
        {"<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?><atom:feed xmlns:atom='x'>", Content::feed},
        {"<rdf:RDF xmlns:rdf='x'>", Content::feed},
        {"<!DOCTYPE rss [<!ENTITY nbsp '&#160;'>]><rss>", Content::feed},
        {"<b>Warning</b>: x in y\n<?xml version='1.0'?><rss>", Content::feed},
        {"<script>track()</script><rss version='2.0'>", Content::feed},
        {"<b>Warning</b>: x in y\n<?xml version='1.0'?><html>", Content::page},
        {"<html><p>How to write a feed<rss version='2.0'>", Content::page},
        {"https://a.example/1\nsee also the other list\nhttps://a.example/2\nhttps://a.example/3\n", Content::feed},
        {"https://a.example/1\nis the page that I read\n", Content::text},
        {"Warning: x in y\n<?xml version='1.0'?><rss>", Content::feed},
        {"<?xml version='1.0'?><urlset/>", Content::feed},
        {"<opml version='2.0'>", Content::feed},
        {"<?xml version='1.0'?><svg/>", Content::xml},
        {"<?xml version='1.0'?>", Content::xml},
        {"<!DOCTYPE html><html>", Content::page},
        {"<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", Content::page},
        {"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='y'>", Content::page},
        {"<?xml version='1.0'?><html>", Content::page},
        {"<!-- rss --><p>Text", Content::page},
        {"<div>rss feed</div>", Content::page},
        {"\xFF\xFE<\0r\0s\0s\0>\0"s, Content::feed},
        {"<\0h\0t\0m\0l\0>\0<\0b\0o\0d\0y\0>\0"s, Content::page},
        {"{\"id\": \"1\", \"text\": \"a\"}\n", Content::lines},
        {"{ \"id\": broken", Content::lines},
        {"{\n  \"version\": \"https://jsonfeed.org/version/1.1\",\n  \"items\": []\n}", Content::feed},
        {"{curly} words", Content::text},
        {"Trade rose < 5 percent.", Content::text},
        {"A text about the <html> tag is a page by its look", Content::page},
        {"İlham Əliyev dedi.", Content::text},
        {"caf\xe9", Content::text},
        {"https://e.org/a\nhttps://e.org/b\n", Content::feed},
        {"https://e.org/a\nThe port reported more cargo.", Content::text},
        {"<channel href='http://e.org/'/>", Content::feed},
    };
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        CHECK(described(sniff(c.bytes)) == described(c.content));
    }
}
