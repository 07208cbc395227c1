import vue from 'eslint-plugin-vue'

/** ESLint looks at the templates of Vue components and nothing else; oxlint looks at all scripts. */
export default [
  { ignores: ['out/**', 'node_modules/**', 'test/golden/**'] },
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    // Scripts are TypeScript, which oxlint and vue-tsc read; here only their templates matter.
    languageOptions: { parserOptions: { parser: false } },
    rules: {
      'vue/multi-word-component-names': 'off',
      // Layout is oxfmt's business.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/attributes-order': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/no-v-html': 'error',
      // TypeScript in template expressions; vue-tsc reports templates that do not parse.
      'vue/no-parsing-error': 'off',
      'vue/require-default-prop': 'off',
    },
  },
]
