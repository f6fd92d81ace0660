/*
 * The protocol by which AimSetup registers a client, takes it back and recovers: some machines, one AIM, one client ID with
 * one secret. docs/reliability.md tells what it proves, what it assumes, and how to run it (sh build.cmd model).
 *
 * A registration is known by who made it: a transaction 1..LAST, or FOREIGN (an administrator). One step is one exchange with
 * AIM together with what the machine does for itself before and after it: writing its journal, and being gone at any moment
 * between. Others cannot see these, so that nothing is lost by not interleaving them.
 */

#ifndef MACHINES
#define MACHINES 3
#endif
/* Every machine installs once; AGAIN of them, whichever, once more. */
#ifndef AGAIN
#define AGAIN 1
#endif
#define TRIES 2
#define LAST (MACHINES * TRIES)
#define FOREIGN (LAST + 1)
#define FIRST(m) ((m) * TRIES + 1)
#define OWNER(t) (((t) - 1) / TRIES)

/* Phases of a journal entry. ANSWERED is Applied and Verified: AIM's answer is in it. */
#define NONE 0
#define INTENDED 1
#define ANSWERED 2
#define COMMITTED 3
#define UNDOING_INTENDED 4
#define UNDOING_ANSWERED 5
#define IS_LEFT(t) (phase[t] != NONE && phase[t] != COMMITTED)
#define HAS_ANSWER(t) (phase[t] == ANSWERED || phase[t] == UNDOING_ANSWERED)

/* Where a machine is. */
#define IDLE 0
#define PLAN 1
#define CREATE 2
#define VERIFY 3
#define OPEN 4
#define UNDO 5
#define NOTE 6
#define PROOF 7
#define ADOPTED 8
#define SETTLE 9
#define REMOVE 10
#define DONE 11

/* AIM: who made the client that is registered now (0: nobody), whose mark it has, and whether that says "in use". */
byte client = 0;
byte mark = 0;
bool in_use = false;

/* The journals. */
byte phase[LAST + 1];

/* What the product on a machine relies on, and whether that is noted at AIM. */
byte relies_on[MACHINES];
bool is_noted[MACHINES];

/* Machines that still install. When there are none, nothing goes wrong any more. */
byte busy = MACHINES;
byte begun = 0;
byte again = AGAIN;

#define FAULT (busy > 0)

/* ---- Invariants, named as in tests/AimSetup.ModelTests ---- */

#define USES(m, t) (relies_on[m] == t && is_noted[m] && OWNER(t) != m)
#if MACHINES == 3
#define IsUsedElsewhere(t) (USES(0, t) || USES(1, t) || USES(2, t))
#define IsUsed(t) (relies_on[0] == t || relies_on[1] == t || relies_on[2] == t)
#else
#define IsUsedElsewhere(t) (USES(0, t) || USES(1, t))
#define IsUsed(t) (relies_on[0] == t || relies_on[1] == t)
#endif

#define NothingForeignIsHarmed(t) (client == t)
#define NothingInUseIsRemoved(t) (!IsUsedElsewhere(t))
#ifdef STRICT
#define NoRegistrationWithoutEntry (client == 0 || client == FOREIGN || phase[client] != NONE || IsUsed(client))
#else
#define NoRegistrationWithoutEntry (client == 0 || client == FOREIGN || phase[client] != NONE || IsUsed(client) || in_use)
#endif
#define OutcomeIsTrue_Created(t) (client == t)
#define OutcomeIsTrue_RolledBack(t) (client != t)
#define NoEntryWithoutReason(t) (!IS_LEFT(t))

/* ---- Exchanges that change AIM ---- */

inline register(t)
{
	client = t; mark = t; in_use = false
}

inline remove(t)
{
	assert(NothingForeignIsHarmed(t));
	assert(NothingInUseIsRemoved(t));
	client = 0; mark = 0; in_use = false
}

/* Looks whether t's client may be removed. Sets seen: 1: by its mark it is t's alone; 2: it is gone, or somebody else's; 3: others use it. */
inline look(t)
{
	if
#ifdef REMOVE_WITHOUT_EVIDENCE
	:: client != 0 -> seen = 1
	:: client == 0 -> seen = 2
#else
	:: client != 0 && mark == t && !in_use -> seen = 1
#ifdef REMOVE_IN_USE
	:: client != 0 && mark == t && in_use -> seen = 1
#else
	:: client != 0 && mark == t && in_use -> seen = 3
#endif
	:: client == 0 || mark != t -> seen = 2
#endif
	fi
}

/* Removes what was looked at. Sets seen to 0: it did not come to its end. */
inline remove_seen(t)
{
	if
	:: seen == 1 && client != 0 && !(HAS_ANSWER(t) && client != t) ->
		if
		:: remove(t)
		:: FAULT -> remove(t); seen = 0         /* the answer is lost */
		:: FAULT -> seen = 0                    /* the request is lost */
		fi
	:: seen == 1 && (client == 0 || (HAS_ANSWER(t) && client != t)) -> seen = 2     /* the token in the answer manages only its own */
	:: seen != 1 -> skip
	fi
}

/* The rollback of t came to its end, or its entry is kept. */
inline finish(t)
{
	if
	:: seen == 0 -> skip
	:: seen != 0 ->
		/* "rolled-back", or that others use it. */
		assert(seen == 3 || OutcomeIsTrue_RolledBack(t));
		phase[t] = NONE
	fi;
	seen = 0;
	assert(NoRegistrationWithoutEntry)
}

inline look_for_note()
{
	who = client;
	if
	:: client == 0 -> noted = 0; seen = 0
	:: client == FOREIGN -> noted = 1; seen = 0             /* no rollback removes it */
	:: client != 0 && client != FOREIGN -> noted = 2; seen = mark
	:: FAULT -> noted = 2; seen = 0                         /* an adopter that could not note its use says so */
	fi
}

inline write_note()
{
	if
	:: seen == 0 -> skip
	:: seen != 0 && client == 0 -> noted = 0
	:: seen != 0 && client != 0 -> mark = seen; in_use = true; noted = 1
	:: seen != 0 && client != 0 && FAULT -> mark = seen; in_use = true
	:: seen != 0 && client != 0 && FAULT -> skip
	fi;
	seen = 0
}

/* ---- One machine ---- */

#define T (m * TRIES + tries)

proctype Machine(byte m)
{
	byte at = IDLE;
	byte tries = 0;
	byte undo = 0;       /* the transaction that is taken back, and whether that is recovery */
	bool recovers = false;
	byte seen = 0;
	byte noted = 0;
	byte who = 0;

	do
	:: atomic { at == IDLE && begun >= m && (tries == 0 || (tries == 1 && again > 0)) ->
		/* All machines are alike: the first to begin is called 0, the next 1. */
		if
		:: tries == 0 -> begun++
		:: tries == 1 -> again--
		fi;
		tries++;
		if
		:: relies_on[m] != 0 -> skip                    /* installed already */
		:: relies_on[m] == 0 -> at = PLAN
		fi }

	:: atomic { at == IDLE && tries > 0 -> busy--; at = SETTLE }

	/* AimPlan: what is left of an earlier install is finished first, unless its client works: then this install takes it over. Prove first. */
	:: atomic { at == PLAN ->
		undo = FIRST(m);
		do
		:: undo < T && !(IS_LEFT(undo) && client == 0) -> undo++
		:: undo < T && IS_LEFT(undo) && client == 0 -> at = UNDO; recovers = true; break
		:: undo == T -> break
		od;
#ifdef NO_RECOVERY
		undo = T; at = PLAN; recovers = false;
#endif
		if
		:: undo == T ->
			undo = 0;
			if
			:: client != 0 -> at = NOTE
			:: client == 0 -> at = CREATE
			:: FAULT -> at = IDLE
			fi
		:: undo != T -> skip
		fi }

	/* AimRegister: the intention is written down, then AIM is asked, then the answer is written down. */
	:: atomic { at == CREATE ->
		if
		:: FAULT -> at = IDLE                           /* gone before it is written down */
		:: true ->
#ifndef ACT_THEN_WRITE
			phase[T] = INTENDED;
#endif
			if
			:: client == 0 ->                       /* created */
				register(T);
				if
				:: phase[T] = ANSWERED; at = VERIFY
				:: FAULT -> at = UNDO           /* the answer is lost, or the process is gone before it is written down */
				:: FAULT -> at = IDLE           /* the machine is gone */
				fi
			:: client != 0 ->                       /* taken, by somebody else's mark */
				phase[T] = NONE;
				at = NOTE
			:: FAULT -> phase[T] = NONE; at = IDLE  /* refused */
			:: FAULT -> at = UNDO                   /* the request is lost, or the process is gone */
			:: FAULT -> at = IDLE                   /* the machine is gone */
			fi;
#ifdef FORGET_LOST_ANSWER
			if
			:: at == UNDO -> phase[T] = NONE; at = IDLE
			:: at != UNDO -> skip
			fi;
#endif
			if
			:: at == UNDO -> undo = T
			:: at != UNDO -> skip
			fi
		fi;
		assert(NoRegistrationWithoutEntry) }

	:: atomic { at == VERIFY ->
		if
		:: client != 0 -> relies_on[m] = client; is_noted[m] = (client == T); at = OPEN
		:: client == 0 || FAULT -> at = UNDO; undo = T
		:: FAULT -> at = IDLE
		fi }

	/* The rest of the installation. */
	:: atomic { at == OPEN ->
		if
		:: phase[T] = COMMITTED; at = IDLE
		:: relies_on[m] = 0; at = UNDO; undo = T        /* a later action fails */
		:: relies_on[m] = 0; at = IDLE                  /* the machine is gone */
		fi }

	/* AimRollback, or recovery. */
	:: atomic { at == UNDO ->
		seen = 0;
		if
		:: phase[undo] == NONE -> skip
		:: phase[undo] != NONE ->
			if
			:: HAS_ANSWER(undo) -> phase[undo] = UNDOING_ANSWERED
			:: !HAS_ANSWER(undo) -> phase[undo] = UNDOING_INTENDED
			fi;
			if
			:: look(undo)
			:: FAULT -> skip                        /* AIM does not answer, or the process is gone */
			fi
		fi;
#ifdef RACE_AT_REMOVAL
		at = REMOVE }
	:: atomic { at == REMOVE ->
#endif
		remove_seen(undo);
		finish(undo);
		if
		:: recovers && busy == 0 -> at = SETTLE
		:: recovers && busy > 0 && IS_LEFT(undo) -> at = IDLE   /* this install does not go on over it */
		:: recovers && busy > 0 && !IS_LEFT(undo) -> at = PLAN
		:: !recovers -> at = IDLE
		fi;
		undo = 0; recovers = false }

	/* Adoption: the use is noted, then it is proved. */
	:: atomic { at == NOTE ->
#ifdef NO_NOTE
		noted = 1; who = client;
#else
		look_for_note();
#ifndef RACE_AT_NOTE
		write_note();
#endif
#endif
		at = PROOF }
	:: atomic { at == PROOF ->
#ifdef RACE_AT_NOTE
		write_note();
#endif
		if
		:: noted == 0 -> at = CREATE                    /* it was taken back meanwhile: this install's turn again */
		:: noted == 0 -> at = IDLE
		:: noted != 0 && client == 0 -> at = IDLE
		/* Where an administrator put another client in its place meanwhile, nobody has noted the use of that one. */
		:: noted != 0 && client != 0 -> relies_on[m] = client; is_noted[m] = (noted == 1 && who == client); at = ADOPTED
		:: FAULT -> at = IDLE
		fi;
		noted = 0; who = 0 }

	/* AimCommit of an adoption: what earlier installs left is this one's record, or of no use. */
	:: atomic { at == ADOPTED ->
		if
		:: undo = FIRST(m);
			do
			:: undo <= T && IS_LEFT(undo) && HAS_ANSWER(undo) -> phase[undo] = COMMITTED; undo++
			:: undo <= T && IS_LEFT(undo) && !HAS_ANSWER(undo) -> phase[undo] = NONE; undo++
			:: undo <= T && !IS_LEFT(undo) -> undo++
			:: undo > T -> break
			od;
			undo = 0
		:: relies_on[m] = 0                             /* the install fails, or the machine is gone */
		fi;
		at = IDLE;
		assert(NoRegistrationWithoutEntry) }

	/* Nothing goes wrong any more: recovery comes to its end. */
	:: atomic { at == SETTLE && busy == 0 ->
		undo = FIRST(m);
		do
		:: undo <= T && IS_LEFT(undo) -> break
		:: undo <= T && !IS_LEFT(undo) -> undo++
		:: undo > T -> break
		od;
#ifdef NO_RECOVERY
		assert(undo > T || NoEntryWithoutReason(undo));
#endif
		if
		:: undo <= T && IsUsed(T) -> phase[undo] = COMMITTED; undo = 0
		:: undo <= T && !IsUsed(T) -> at = UNDO; recovers = true
		:: undo > T -> undo = 0; at = DONE
		fi }

	:: atomic { at == DONE -> break }
	od;

	undo = FIRST(m);
	do
	:: undo <= T -> assert(NoEntryWithoutReason(undo)); undo++
	:: undo > T -> break
	od
}

/* Registers the client once by hand, and removes once whatever is registered. */
proctype Administrator()
{
	if
	:: atomic { client == 0 && busy > 0 -> register(FOREIGN) }
	:: true
	fi;
	if
	:: atomic { client != 0 && busy > 0 -> client = 0; mark = 0; in_use = false }
	:: true
	fi
}

init
{
	atomic {
		byte m = 0;
		do
		:: m < MACHINES -> run Machine(m); m++
		:: m == MACHINES -> break
		od;
		run Administrator()
	}
}
