import type { Config } from 'tailwindcss'

/** A tone is a set of four: text on the page, a soft ground, a line around it, and a solid ground with its text. */
const tone = (name: string) => ({
  DEFAULT: `var(--${name})`,
  text: `var(--${name}-text)`,
  soft: `var(--${name}-soft)`,
  line: `var(--${name}-line)`,
})

/** The names of the design tokens; their values, light and dark, are in app/globals.css. */
const config: Config = {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    extend: {
      colors: {
        canvas: 'var(--canvas)',
        surface: 'var(--surface)',
        raised: 'var(--raised)',
        sunken: 'var(--sunken)',
        hover: 'var(--hover)',
        line: { DEFAULT: 'var(--line)', strong: 'var(--line-strong)', control: 'var(--line-control)' },
        ink: { DEFAULT: 'var(--ink)', muted: 'var(--ink-muted)', faint: 'var(--ink-faint)' },
        accent: { ...tone('accent'), hover: 'var(--accent-hover)', ink: 'var(--accent-ink)' },
        neutral: tone('neutral'),
        info: tone('info'),
        success: tone('success'),
        warning: tone('warning'),
        danger: { ...tone('danger'), hover: 'var(--danger-hover)', ink: 'var(--danger-ink)' },
      },
      fontFamily: {
        sans: ['var(--font-geist-sans)', 'ui-sans-serif', 'system-ui', 'sans-serif'],
        mono: ['ui-monospace', 'SFMono-Regular', 'Menlo', 'Consolas', 'monospace'],
      },
      fontSize: {
        '2xs': ['0.6875rem', '1rem'],
        xs: ['0.75rem', '1rem'],
        sm: ['0.8125rem', '1.25rem'],
        base: ['0.875rem', '1.25rem'],
        md: ['1rem', '1.5rem'],
        lg: ['1.125rem', '1.5rem'],
        xl: ['1.375rem', '1.75rem'],
        '2xl': ['1.75rem', '2.25rem'],
      },
      spacing: {
        control: 'var(--control)',
        'control-sm': 'var(--control-sm)',
        bar: '3rem',
        notice: '2.75rem',
        sidebar: '15rem',
      },
      borderRadius: { sm: '0.25rem', md: '0.375rem', lg: '0.5rem', xl: '0.75rem' },
      boxShadow: { raised: 'var(--shadow-raised)', floating: 'var(--shadow-floating)' },
      keyframes: {
        spin: { to: { transform: 'rotate(360deg)' } },
        pulse: { '50%': { opacity: '0.5' } },
        slide: { from: { transform: 'translateX(-100%)' }, to: { transform: 'translateX(300%)' } },
      },
      animation: { slide: 'slide 1.4s ease-in-out infinite' },
    },
  },
}

export default config
