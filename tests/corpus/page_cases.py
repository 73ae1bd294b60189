#!/usr/bin/env python3
"""Runs `dateline article` on small pages, each of which shows one thing that pages do, and compares what comes out.

usage: page_cases.py DATELINE [PART OF A NAME]

A case is a name, a page and what is wanted of it, by the names of the program's JSON: a value must be equal; "has" lists pieces that the text
must have, "lacks" pieces that it must not; "published" and "modified" may be the beginning of the time. ALL stands for the paragraphs of STORY.
"""
import json
import subprocess
import sys

TITLE = "Port of Alat moves more cargo"
STORY = [
    "The port of Alat moved 2.4 million tonnes of cargo in the first four months of the year, the operator said on Tuesday.",
    "Grain, containers and fuel made up most of the growth, while cement fell by a tenth against the same months of last year.",
    "“We expect more ships from the eastern shore by autumn,” said Leyla Hasanova, who heads the harbour office in the town.",
    "The ministry plans to add two cranes and a rail siding, and wants the work to be finished before the winter storms begin.",
]
FERRY = [
    "A ferry of the coast line ran aground in thick fog near the island on Sunday with 80 people on board, the coast guard said.",
    "All of them were brought ashore by small boats within three hours, and two were treated for the cold in the hospital of the town.",
    "The captain told a reporter that the radar had failed shortly before, and that he had reduced the speed to five knots.",
]
ALL = {"paragraphs": STORY}
URL = "https://news.example/2025/04/22/port-cranes.html"
UNDATED = "https://news.example/port-cranes.html"
MENU = "<nav><ul>" + "".join(f'<li><a href="/s{i}">Section {i}</a></li>' for i in range(12)) + "</ul></nav>"


def paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


BODY = paragraphs(STORY)
ARTICLE = f"<article><h1>{TITLE}</h1>{BODY}</article>"
LONG = "".join(f"<p>{text} ({i})</p>" for i in range(6) for text in STORY)


def page(body, head="", title=TITLE, language=' lang="en"'):
    return f'<!DOCTYPE html><html{language}><head><meta charset="utf-8"><title>{title} | Port News</title>{head}</head><body>{body}</body></html>'


def article(inside):
    return page(MENU + f"<article><h1>{TITLE}</h1>{inside}</article>")


def between(line):
    """The story with something in its middle."""
    return article(paragraphs(STORY[:2]) + line + paragraphs(STORY[2:]))


def linked(**fields):
    return '<script type="application/ld+json">' + json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **fields}) + "</script>"


def next_data(value):
    return page(MENU + f'<h1>{TITLE}</h1><div id=__next></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(value)}</script>')


def cases():
    """(name, page, wanted) or (name, page, wanted, URL)."""
    yield "plain", page(MENU + ARTICLE), ALL
    yield "cookie banner over the article", page("<div id=banner><p>We use cookies and similar technologies to help personalise content, tailor and measure ads, and provide a better experience. "
                                                 "By clicking accept you agree to this, as outlined in our Cookie Policy.</p></div>" + MENU + ARTICLE), ALL
    yield "pixel for readers without scripts", page(MENU + ARTICLE + '<noscript><img src="x.gif"></noscript>'), ALL
    yield "paragraphs with the class of a paywall", article("".join(f'<p class="paywall">{text}</p>' for text in STORY)), ALL
    yield "all of a text that is said to be closed", page(MENU + f'<article><h1>{TITLE}</h1><div class="paywalled">{LONG}</div></article>',
                                                          linked(isAccessibleForFree="False", hasPart={"isAccessibleForFree": "False", "cssSelector": ".paywalled"})), {"page": "article"}

    # What stands in a text and is none of it.
    for name, line in {
            "a link to more": '<p><a href="/x">Read more: Storm closes the ferry for two days</a></p>',
            "a label and a link to more": '<p><strong>Read also:</strong> <a href="/x">Storm closes the ferry for two days</a></p>',
            "a box of related links": '<div class="related"><h3>Related</h3><ul><li><a href="/1">One story</a></li><li><a href="/2">Another story</a></li></ul></div>',
            "a newsletter": '<div class="newsletter-signup"><p>Sign up to our newsletter for the best of the port every day in your inbox.</p><form><input></form></div>',
            "a newsletter without a name": "<p><em>Sign up for our daily newsletter to get the news in your inbox.</em></p>",
            "ways to share": '<ul class="share"><li><a href="#">Share on X</a></li><li><a href="#">Share on Facebook</a></li></ul>',
            "a label": "<p>Advertisement</p>",
            "the label of an ad": '<div class="ad">ADVERTISEMENT</div>',
            "a label that the story goes on": "<p>Story continues below advertisement</p>",
            "a caption": "<figure><img src=a.jpg><figcaption>Cranes at the port in April. Photo: Port News</figcaption></figure>",
            "a player": '<div class="video-player"><p>Your browser does not support the video tag.</p></div>',
            "comments": '<section id="comments"><p>Great news for the town, I have always said that this would happen one day, said nobody.</p></section>',
            "the author's life": '<div class="author-bio"><p>Rauf Aliyev is a reporter at Port News. He has written about ships and harbours since 2010.</p></div>',
            "a pulled quotation": '<aside class="pullquote">We expect more ships</aside>',
            "a hidden paragraph": "<p hidden>A hidden paragraph of text, which nobody sees on the page but in the source.</p>",
            "a paragraph that is not displayed": '<p style="display: none">A hidden paragraph of text, which nobody sees on the page but in the source.</p>',
            "a script": '<script>var a = "<p>no</p>"</script>',
            "rights": "<p>© 2025 Port News. All rights reserved.</p>",
            "a reader's voice": "<p>Listen to this article</p>",
            "other places": '<p>Follow us on <a href="x">Twitter</a> and <a href="y">Facebook</a></p>',
            "most read": '<div class="most-read"><h4>Most read</h4><ol><li><a href=1>The storm of the year</a></li></ol></div>',
    }.items():
        yield "without " + name, between(line), ALL
    yield "without a word for screen readers", article('<p>The figures were <a href="x">published on Monday<span class="sr-only">, opens new tab</span></a> by the harbour master.</p>' + BODY), \
        {"lacks": ["opens new tab"], "has": STORY}
    yield "without a cookie notice below, text in an aside", page(MENU + f"<h1>{TITLE}</h1><aside>{BODY}</aside><div><p>We use cookies to make this site work better for you and others.</p></div>"), ALL
    yield "without the next article of an endless page", page(MENU + ARTICLE + f"<article><h1>Ferry runs aground</h1>{paragraphs(FERRY)}</article>"), ALL
    yield "without a longer next article", page(MENU + ARTICLE + f"<article><h1>Ferry runs aground</h1>{paragraphs(FERRY)}" +
                                                paragraphs(text.replace("ferry", "boat") for text in FERRY) + "</article>"), ALL

    # What stands in a text and stays.
    yield "with a correction", article(BODY + "<p>Correction: an earlier version of this article gave the wrong year for the rail siding.</p>"), {"has": STORY + ["Correction: an earlier"]}
    yield "with key points", article('<ul class="key-points"><li>Cargo rose by a fifth in four months</li><li>Two cranes will be added this year</li></ul>' + BODY), \
        {"has": STORY + ["Cargo rose by a fifth", "Two cranes will be added"]}
    yield "with a place and a date in front", article("<p>ALAT, April 22 (Port News) — The port moved more cargo than in any year before, its head said.</p>" + BODY), {"has": ["ALAT, April 22"] + STORY}
    yield "with a quotation", between("<blockquote><p>“A crane is a crane,” the foreman wrote in the log of the harbour.</p></blockquote>"), {"has": STORY + ["“A crane is a crane,”"]}
    yield "with a list", between("<ul><li>Grain: 900,000 tonnes</li><li>Fuel: 700,000 tonnes</li></ul>"), {"has": STORY + ["Grain: 900,000 tonnes"]}
    yield "with a table", between("<table><tr><th>Cargo</th><th>Tonnes</th></tr><tr><td>Grain</td><td>900,000</td></tr></table>"), {"has": STORY + ["Grain 900,000"]}

    # Where the text stands.
    yield "lines parted by breaks", page(MENU + f'<div class="content"><h1>{TITLE}</h1><div>' + "<br><br>".join(STORY) + "</div></div>"), ALL
    yield "bare elements", page(MENU + f'<div class="content"><h1>{TITLE}</h1>' + "".join(f"<div>{text}</div>" for text in STORY) + "</div>"), ALL
    yield "tags inside words", article(BODY.replace("Grain", "<b>G</b>ra<i>in</i>")), ALL
    yield "soft hyphens and spaces without width", article(BODY.replace("containers", "con&shy;tain&shy;ers").replace("cement", "ce&#8203;ment")), ALL
    yield "no-break spaces", article(BODY.replace("2.4 million", "2.4&nbsp;million")), ALL
    yield "a drop cap", article(BODY.replace("<p>The port", '<p><span class="dropcap">T</span>he port', 1)), ALL
    yield "a page without end tags", page(MENU + f"<article><h1>{TITLE}</h1>" + "".join(f"<p>{text}" for text in STORY)), ALL
    yield "a NUL", page(MENU + ARTICLE.replace("Grain", "Gr\0ain")), {"has": STORY[2:]}
    yield "two bodies", page(MENU + "<body class=x>" + ARTICLE), ALL
    yield "comments for old browsers", page("<!--[if IE]><p>You use an old browser, please update it to see this page as it is meant.</p><![endif]-->" + MENU + ARTICLE), ALL
    yield "a form around all", page(f"<form action=x>{MENU}{ARTICLE}</form>"), ALL
    yield "a main and no article", page(MENU + f"<main><h1>{TITLE}</h1>{BODY}</main>"), ALL
    yield "text in JSON-LD alone", page(MENU + f"<h1>{TITLE}</h1>", linked(articleBody="\n\n".join(STORY))), {"has": STORY, "body_rule": "json-ld"}
    yield "text for readers without scripts", page(MENU + f"<h1>{TITLE}</h1><noscript>{BODY}</noscript>"), ALL
    yield "text as HTML in data for a script", next_data({"props": {"article": {"title": TITLE, "content": BODY}}}), {**ALL, "body_rule": "script"}
    yield "text as a list in data for a script", next_data({"props": {"article": {"body": [{"type": "p", "html": text} for text in STORY]}}}), {**ALL, "body_rule": "script"}
    yield "no article in data for a script", next_data({"config": ["https://cdn.example/a b.js", "max-width: 100px; display: block."], "menu": [{"title": "One"}]}), {"page": "no_article"}

    # Addresses.
    for name, url, canonical in (("of the home page", "https://news.example/", None), ("of another site", "https://other.example/x", None),
                                 ("with a tracking parameter", URL + "?utm_source=x&id=7", URL + "?id=7"), ("with www", "https://www.news.example/a", "https://www.news.example/a")):
        yield "canonical " + name, page(ARTICLE, f'<link rel="canonical" href="{url}">'), {"canonical_url": canonical}
    yield "canonical of an AMP page", page(ARTICLE, f'<link rel="canonical" href="{URL}">'), {"canonical_url": URL}, URL.replace("https://", "https://amp.")
    yield "a next page", page(MENU + ARTICLE, '<link rel="next" href="?page=2">'), {**ALL, "next_page": URL + "?page=2"}
    yield "a next page in the page", article(BODY + '<div class="pagination">Page 1 of 3 <a href="port-cranes-2.html">2</a> <a href="port-cranes-3.html">3</a></div>'), \
        {**ALL, "next_page": URL.replace(".html", "-2.html")}
    yield "a next article", page(MENU + ARTICLE + '<a rel="next" href="/2025/04/21/other-news.html">Next article: Storm closes the ferry</a>'), {**ALL, "next_page": None}

    # Languages and titles.
    yield "language of the page", page(ARTICLE, language=' lang="az"'), {"language": "az"}
    yield "language of OpenGraph", page(ARTICLE, '<meta property="og:locale" content="de_DE">', language=""), {"language": "de-DE"}
    yield "language of JSON-LD", page(ARTICLE, linked(inLanguage="fr"), language=""), {"language": "fr"}
    yield "a title without the site", page(f"<div>{BODY}</div>"), {"title": TITLE}
    yield "a title without what stands over it", page(f'<article><span class="kicker">Economy</span><h1>{TITLE}</h1><p class="subtitle">Growth for the third year in a row</p>{BODY}</article>'), {"title": TITLE}
    yield "a title without a section in its heading", page(f'<article><h1><span class="kicker">Economy</span> <span>{TITLE}</span></h1>{BODY}</article>', linked()), {"title": TITLE}

    # Authors.
    leyla, rauf = "Leyla Hasanova", "Rauf Aliyev"
    for byline, names in ((f'<p class="byline">By {leyla} and {rauf}</p>', [leyla, rauf]), (f'<p class="byline">By {leyla}, {rauf} and Ann Lee</p>', [leyla, rauf, "Ann Lee"]),
                          (f'<div class="byline"><a rel="author" href="/a">{leyla}</a>, Senior Reporter</div>', [leyla]), ('<span class="author">Email the author</span>', []),
                          ('<span class="byline">5 minutes ago</span>', [])):
        yield "authors " + byline, article(byline + BODY), {"authors": names}
    for author, names in (({"name": leyla}, [leyla]), ([[{"name": leyla}], {"name": rauf}], [leyla, rauf]), ({"name": [leyla, rauf]}, [leyla, rauf]), (f"By {leyla}", [leyla])):
        yield f"authors in JSON-LD {author}", page(ARTICLE, linked(author=author)), {"authors": names}
    for content, names in ((f"{leyla}, Port News", [leyla]), ("2025-04-22", []), ("https://social.example/portnews", [])):
        yield f"authors in a meta {content}", page(ARTICLE, f'<meta name="author" content="{content}">'), {"authors": names}
    yield "authors by name rather than handle", page(ARTICLE, f'<meta name="author" content="@lhasanova"><meta name="parsely-author" content="{leyla}">'), {"authors": [leyla]}

    # Times.
    both = linked(datePublished="2025-04-22T08:30:00+04:00", dateModified="2025-04-23T09:00:00+04:00")
    yield "times in JSON-LD", page(ARTICLE, both), {"published": "2025-04-22T08:30:00+04:00", "modified": "2025-04-23T09:00:00+04:00"}, UNDATED
    yield "a change in microdata", article('<time itemprop="dateModified" datetime="2025-04-23T09:00:00Z">x</time>' + BODY), {"modified": "2025-04-23", "published": None}, UNDATED
    for line in ("22 aprel 2025, 08:30", "22. April 2025, 08:30 Uhr", "April 22, 2025 8:30 am"):
        yield "a day in words " + line, article(f'<p class="date">{line}</p>' + BODY), {"published": "2025-04-22", **ALL}, UNDATED
    yield "a day in figures", article('<p class="meta">Published: 04/22/2025</p>' + BODY), {"published": "2025-04-22"}, UNDATED
    yield "a day in the address", article(BODY), {"published": "2025-04-22"}
    yield "a time in a meta over the day in the address", page(ARTICLE, '<meta property="article:published_time" content="2025-04-21T22:00:00Z">'), {"published": "2025-04-21"}
    yield "no time of a comment", article('<section class="comments"><time datetime="2025-05-01T00:00:00Z">1 May</time></section>' + BODY), {"published": None}, UNDATED


def faults(answer, wanted):
    for key, value in wanted.items():
        if key in ("has", "lacks"):
            for piece in value:
                if (piece in answer["text"]) != (key == "has"):
                    yield f"{'lacks' if key == 'has' else 'has'} {piece[:60]!r}"
        elif key in ("published", "modified") and value is not None:
            if not (answer[key] or "").startswith(value):
                yield f"{key} is {answer[key]}, not {value}"
        elif answer[key] != value:
            yield f"{key} is {answer[key]!r}, not {value!r}"


def main():
    if len(sys.argv) not in (2, 3):
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 64
    count = wrong = 0
    for name, text, wanted, *url in cases():
        if len(sys.argv) == 3 and sys.argv[2] not in name:
            continue
        ran = subprocess.run([sys.argv[1], "article", "--url", *(url or [URL])], input=text.encode(), stdout=subprocess.PIPE, check=True)
        found = list(faults(json.loads(ran.stdout), wanted))
        count += 1
        wrong += bool(found)
        for fault in found:
            print(f"{name}: {fault}")
    print(f"{count - wrong} of {count} pages as wanted")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
