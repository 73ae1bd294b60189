// The image of the built-in rules, made by extractors/rules/compile.cpp.
    .section .rodata
    .balign 64
    .global dateline_rules_begin
dateline_rules_begin:
    .incbin DATELINE_RULES_IMAGE
    .global dateline_rules_end
dateline_rules_end:
    .section .note.GNU-stack,"",@progbits
