import tseslint from 'typescript-eslint';

/** What each folder of src may import besides itself: the import rule of CONTRIBUTING.md. */
const layers = {
  core: { allow: [], packages: ['ipaddr.js'] },
  protocol: { allow: ['core'], packages: [] },
  collect: { allow: ['core'], packages: ['node:*', 'koffi'] },
  monitor: { allow: ['core', 'collect', 'protocol'], packages: ['node:*', 'birpc'] },
  lab: { allow: ['core', 'collect', 'protocol'], packages: ['node:*', 'birpc', 'ipaddr.js', 'koffi'] },
  agents: { allow: ['core', 'protocol'], packages: [] },
  fork: { allow: ['protocol'], packages: ['node:*', 'birpc'] },
  mcp: { allow: ['agents', 'core', 'fork', 'protocol'], packages: ['node:*', '@modelcontextprotocol/sdk/*'] },
  webview: {
    allow: ['core', 'protocol'],
    packages: ['@vscode/codicons/*', '@vscode/l10n', 'birpc', 'lit', 'lit/*', 'uplot'],
  },
  host: { allow: ['agents', 'core', 'fork', 'protocol'], packages: ['node:*', 'birpc', 'vscode'] },
};
const folders = Object.keys(layers);

/** Refuses relative imports that climb into a folder the layer may not use, and packages that it may not use. */
function layerRule(folder, { allow, packages }) {
  const forbidden = folders.filter(other => other !== folder && !allow.includes(other));
  return {
    files: [`src/${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./)+(${forbidden.join('|')})(/|$)`,
              message: `src/${folder} may import only: itself${allow.map(name => `, src/${name}`).join('')}.`,
            },
            {
              regex: `^(?!\\.|${packages.map(toPattern).join('|') || '$'})`,
              message: `src/${folder} may import only these packages: ${packages.join(', ') || 'none'}.`,
            },
          ],
        },
      ],
    },
  };
}

function toPattern(name) {
  return `${name.replace(/[.*/]/g, character => (character === '*' ? '.+' : `\\${character}`)).replace('.+.+', '.+')}$`;
}

/** A word by itself: no id, icon, file or term of the query language. */
const word = String.raw`/(?:^|[\s>])[A-Z]?[a-z]{2,}(?:[\s.,;!?<]|$)/`;
const plainText = `:matches(Literal[value=${word}], TemplateLiteral:has(TemplateElement[value.raw=${word}]))`;
const shownProperties =
  '/^(label|title|description|detail|tooltip|placeHolder|placeholder|prompt|openLabel|saveLabel|message|text|name)$/';
const untranslated = 'Users read this: give it to a translator, vscode.l10n.t(...) or l10n.t(...).';

/** What users read goes through a translator. What slips through here, test/pseudo and test/webview/pseudoLocale.test.ts find. */
const textRule = {
  files: ['src/host/**/*.ts', 'src/webview/**/*.ts'],
  rules: {
    'no-restricted-syntax': [
      'error',
      ...[
        `CallExpression[callee.property.name=/^show(Information|Warning|Error)Message$/] > ${plainText}`,
        `CallExpression[callee.property.name=/^(appendMarkdown|appendText|setStatusBarMessage)$/] > ${plainText}`,
        `NewExpression[callee.property.name=/^(TreeItem|MarkdownString|CodeLens|Hover|Diagnostic)$/] > ${plainText}`,
        `AssignmentExpression[left.property.name=${shownProperties}] > ${plainText}.right`,
        `CallExpression:not([callee.property.name="t"]) > ObjectExpression > Property[key.name=${shownProperties.replace('|name', '')}] > ${plainText}.value`,
        `:not(CallExpression) > ObjectExpression > Property[key.name=${shownProperties.replace('|name', '')}] > ${plainText}.value`,
        String.raw`TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/>\s*(?!Socketscope<)[A-Z]?[a-z]{2,}[^<>=]*<\x2f/]`,
        String.raw`TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/(aria-label|aria-description|title|placeholder|alt)="[^"]*[a-z]{2}/]`,
      ].map(selector => ({ selector, message: untranslated })),
    ],
  },
};

export default tseslint.config(
  { ignores: ['dist/', '.vscode-test/', 'test-results/', 'node_modules/', 'test/fixtures/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      curly: 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/prefer-for-of': 'off',
      // Typed-array columns are read in bounds by construction; the assertion says so where undefined cannot be.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  ...folders.map(folder => layerRule(folder, layers[folder])),
  textRule,
);
