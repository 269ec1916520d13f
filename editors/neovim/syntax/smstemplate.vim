" Vim syntax file
" Language: Alibaba Cloud SMS template (.sms)

if exists("b:current_syntax")
  finish
endif

syntax include @smsYaml syntax/yaml.vim
unlet! b:current_syntax

syntax region smsFrontMatter matchgroup=smsFence start=/\%^---\s*$/ end=/^---\s*$/ contains=@smsYaml keepend
syntax match smsVariable /\${[A-Za-z][A-Za-z0-9_]*}/
syntax match smsBrokenVariable /\${[^}]*[^A-Za-z0-9_}][^}]*}\|\${}/
syntax match smsLink /\v\c%(https?:\/\/|www\.)?[a-z0-9-]+%(\.[a-z0-9-]+)*\.%(com|cn|net|org|中国)>%([\/?#][!-~]*)?/ contains=smsVariable
syntax match smsUnsubscribe /拒收请回复R\|Reply R to unsubscribe/
syntax match smsSignature /【[^】]*】/

highlight default link smsFence Delimiter
highlight default link smsVariable Identifier
highlight default link smsBrokenVariable Error
highlight default link smsLink Underlined
highlight default link smsUnsubscribe Keyword
highlight default link smsSignature Special

let b:current_syntax = "smstemplate"
