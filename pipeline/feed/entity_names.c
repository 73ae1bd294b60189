// The parser's table of HTML entity names is a C header that C++ does not accept.
#include <lexbor/core/sbst.h>
#include <lexbor/html/tokenizer/res.h>

const lexbor_sbst_entry_static_t* dateline_entity_names(void);

const lexbor_sbst_entry_static_t* dateline_entity_names(void) { return lxb_html_tokenizer_res_entities_sbst; }
