export {
  believedVoices,
  type Counted,
  changing,
  keeping,
  type Line,
  measuredVoices,
  type Unsaid,
} from '@bothways/core/revalue';
